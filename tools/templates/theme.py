"""The theme and font parts that Word expects in each document, in our colours and font."""

from tools.templates.look import ACCENT, ACCENT_PALE, ALERT, FONT, GREY, PALE, RULE

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml() -> str:
    """The theme part."""
    return (
        f'<a:theme xmlns:a="{_MAIN}" name="assembler"><a:themeElements>'
        f"{_colours()}{_fonts()}{_effects()}</a:themeElements></a:theme>"
    )


def _colours() -> str:
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": ACCENT,
        "lt2": ACCENT_PALE,
        "accent1": ACCENT,
        "accent2": RULE,
        "accent3": GREY,
        "accent4": ALERT,
        "accent5": ACCENT_PALE,
        "accent6": PALE,
        "hlink": ACCENT,
        "folHlink": GREY,
    }
    return (
        '<a:clrScheme name="assembler">'
        + "".join(
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items()
        )
        + "</a:clrScheme>"
    )


def _fonts() -> str:
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:fontScheme name="assembler"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
    )


def _effects() -> str:
    line = f'<a:ln w="6350">{_FILL}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:fmtScheme name="assembler">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def fonts_xml() -> str:
    """The font table part."""
    return (
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:font w:name="{FONT}"><w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        "</w:fonts>"
    )
