"""Random référentiels in every layout we know of, as PDFs, with what a reader gets from them.

Independent of what is tested: nothing here knows how assembler reads.
"""
