"""Grades in the words of those who gave them, where more than one subject quotes them."""

from __future__ import annotations

from boneguide.model.provenance import Grade

#: ASTRO letters: S strong, C conditional; evidence H high, M moderate, L low.
STRONG_HIGH = Grade(system="ASTRO", year=2024, value="S, H", note="strong recommendation, high quality of evidence")
STRONG_MODERATE = Grade(
    system="ASTRO", year=2024, value="S, M", note="strong recommendation, moderate quality of evidence"
)
STRONG_LOW = Grade(system="ASTRO", year=2024, value="S, L", note="strong recommendation, low quality of evidence")
CONDITIONAL_LOW = Grade(
    system="ASTRO", year=2024, value="C, L", note="conditional recommendation, low quality of evidence"
)
CONDITIONAL = Grade(
    system="ASTRO", year=2024, value="C", note="conditional recommendation; the letter of the evidence was not seen"
)
NICE_OFFER = Grade(system="NICE", year=2023, value="offer", note="the wording NICE uses for a strong recommendation")
NICE_CONSIDER = Grade(
    system="NICE", year=2023, value="consider", note="the wording NICE uses for a weaker recommendation"
)
