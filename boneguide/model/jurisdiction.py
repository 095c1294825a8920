"""The places whose labels and guidance differ."""

from __future__ import annotations

from typing import Literal, TypeAlias

#: The places whose labels and guidance are encoded.
Jurisdiction: TypeAlias = Literal["US", "EU", "UK"]
JURISDICTIONS: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
