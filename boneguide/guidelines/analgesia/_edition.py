"""The edition of this subject."""

from __future__ import annotations

#: Edition of the encoded content; it changes with every clinical change.
EDITION = "2026.1"
