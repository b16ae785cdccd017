"""The measurements start: they are not run with the tests, and would break unseen."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import bench


@pytest.mark.parametrize("name", [each.name for each in pkgutil.iter_modules(bench.__path__)])
def test_every_measurement_finds_what_it_measures(name: str) -> None:
    assert importlib.import_module(f"bench.{name}").__doc__
