"""Answers and records on their way out as resources."""
