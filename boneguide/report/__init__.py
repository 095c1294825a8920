"""Answers in words, for a clinician or for a patient, and rules as a manual: plain text, Markdown and HTML."""

from boneguide.report.adapting import difference_markdown, difference_text, review_markdown, review_text
from boneguide.report.basis import basis_html, basis_markdown, basis_text
from boneguide.report.catalogue import catalogue_markdown
from boneguide.report.html import assessment_html, recommendation_html
from boneguide.report.markdown import assessment_markdown, recommendation_markdown
from boneguide.report.patient import patient_html, patient_markdown, patient_text
from boneguide.report.readers import readers_markdown
from boneguide.report.replay import replay_text
from boneguide.report.text import assessment_text, recommendation_text
from boneguide.report.verification import (
    citations,
    module_citations,
    unverified_markdown,
    unverified_rows,
    verification_markdown,
)
from boneguide.report.vocabulary import facts_markdown
from boneguide.report.words import Wording, messages, read_wording, unused_words, unworded, wording

__all__ = [
    "Wording",
    "assessment_html",
    "assessment_markdown",
    "assessment_text",
    "basis_html",
    "basis_markdown",
    "basis_text",
    "catalogue_markdown",
    "citations",
    "difference_markdown",
    "difference_text",
    "facts_markdown",
    "messages",
    "module_citations",
    "patient_html",
    "patient_markdown",
    "patient_text",
    "read_wording",
    "readers_markdown",
    "recommendation_html",
    "recommendation_markdown",
    "recommendation_text",
    "replay_text",
    "review_markdown",
    "review_text",
    "unused_words",
    "unverified_markdown",
    "unverified_rows",
    "unworded",
    "verification_markdown",
    "wording",
]
