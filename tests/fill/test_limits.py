"""Templates that would go on without end, take all memory, or ask for what is none of theirs."""

import time
import tracemalloc

import pytest

from assembler.errors import TemplateError
from assembler.fill import compile_template
from tests.fill.conftest import Fill, MakeTemplate, paragraphs

ENDLESS = "le remplissage ne finit pas"
TOO_LONG = "ce que fait la balise serait démesuré"


def refusal(make_template: MakeTemplate, texts: tuple[str, ...]) -> str:
    """The message for a template, which must come within seconds and without much memory."""
    template = compile_template(make_template(paragraphs(*texts)))
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(TemplateError) as caught:
        template.fill({"x": "Dupont", "xs": ["a"]}, proprietes={}, objet="essai")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - start < 30
    assert peak < 300_000_000
    return str(caught.value)


@pytest.mark.parametrize(
    "texts",
    [
        ("{% for i in range(10 ** 9) %}a{% endfor %}",),
        ("{% for i in range(10 ** 100) %}a{% endfor %}",),
        ("{{ range(99999) | list | join('x' * 10 ** 6) }}",),
    ],
)
def test_a_range_without_bounds_is_refused(
    make_template: MakeTemplate, texts: tuple[str, ...]
) -> None:
    message = refusal(make_template, texts)

    assert "nombre trop grand" in message or TOO_LONG in message
    assert "corps, paragraphe 1" in message


@pytest.mark.parametrize(
    "texts",
    [
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",),
        (
            "{%p for i in range(99999) %}",
            "{%p for j in range(99999) %}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        (
            "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}"
            "{{ f(60) }}",
        ),
        (
            "{% for i in [1, 2] recursive %}{% if loop.depth < 60 %}{{ loop([1, 2]) }}{% endif %}"
            "{% endfor %}",
        ),
    ],
)
def test_what_goes_on_without_end_is_stopped(
    make_template: MakeTemplate, texts: tuple[str, ...]
) -> None:
    assert ENDLESS in refusal(make_template, texts)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 'a' * 10 ** 10 }}",
        "{{ 10 ** 10 * 'a' }}",
        "{{ [x] * 10 ** 10 }}",
        "{{ x | center(10 ** 10) }}",
        "{{ x.ljust(10 ** 10) }}",
        "{{ x.zfill(10 ** 10) }}",
        "{{ xs | batch(10 ** 10, x) | list }}",
        "{{ x | indent(10 ** 10, true) }}",
        "{{ '%10000000000d' | format(1) }}",
        "{{ '%10000000000d' % 1 }}",
        "{{ '%*d' % (10 ** 10, 1) }}",
        "{{ '{:10000000000}'.format(x) }}",
        "{{ ('a' * 10 ** 6) | replace('a', 'b' * 10 ** 6) }}",
        "{{ ('a' * 10 ** 6).replace('a', 'b' * 10 ** 6) }}",
        "{{ 10 ** (10 ** 10) }}",
        "{% set n = namespace(t='aaaaaaaa') %}"
        "{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}",
        "{% set n = namespace(t='aaaaaaaa') %}"
        "{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
        "{% set t = 'a' * 10 ** 6 %}{% for i in range(99999) %}{{ t }}{% endfor %}",
        "{% macro m(t) %}{% for i in range(99999) %}{{ t }}{% endfor %}{% endmacro %}"
        "{{ m('a' * 10 ** 6) }}",
    ],
)
def test_what_would_take_all_memory_is_refused(make_template: MakeTemplate, tag: str) -> None:
    message = refusal(make_template, ("a", tag))

    assert TOO_LONG in message
    assert "corps, paragraphe 2" in message
    assert "Dupont" not in message


def test_a_template_over_its_limits_is_not_tried_on_the_next_record(
    make_template: MakeTemplate,
) -> None:
    nested = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    template = compile_template(make_template(paragraphs(nested)))
    with pytest.raises(TemplateError) as first:
        template.fill({}, proprietes={}, objet="le premier")

    start = time.process_time()
    with pytest.raises(TemplateError) as second:
        template.fill({}, proprietes={}, objet="le second")

    assert time.process_time() - start < 0.05
    assert str(second.value) == str(first.value)


def test_what_documents_need_is_within_the_limits(fill: Fill) -> None:
    build = paragraphs(
        "{{ '%03d' | format(7) }} {{ '{:>8.2f}'.format(12.5) }} {{ x.zfill(5) }} {{ x * 3 }}",
        "{{ xs | join(', ') }} {{ x | replace('a', 'b') }} {{ 2 ** 10 }} {{ 'En 2026 : %s' % x }}",
        "{% for i in range(5000) %}{% if loop.last %}{{ loop.length }}{% endif %}{% endfor %}",
        "{% for i in xs if i != 'b' %}{{ loop.index }}{{ i }}{% else %}rien{% endfor %}",
    )

    assert fill(build, x="a", xs=["a", "b", "c"]).texts == [
        "007    12.50 0000a aaa",
        "a, b, c b 1024 En 2026 : a",
        "5000",
        "1a2c",
    ]
