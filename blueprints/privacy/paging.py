"""Pages of a list, by number in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blueprints.typed import number_asked


@dataclass(frozen=True)
class Paging:
    """Where one is in a list of ``total`` things, ``size`` a page; pages count from 1."""

    number: int
    total: int
    size: int

    @classmethod
    def of(cls, arguments: Mapping[str, str], *, total: int, size: int) -> Paging:
        """The page that the address asks for: the nearest one that exists."""
        number = number_asked("page", arguments) or 1
        return cls(min(max(number, 1), max(-(-total // size), 1)), total, size)

    @property
    def last(self) -> int:
        return max(-(-self.total // self.size), 1)

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size
