"""Hypothesis as these tests use it: without a deadline, since any machine pauses now and then."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

__all__ = ["example", "given", "settings", "st"]

settings.register_profile("patient", deadline=None, print_blob=True)
settings.load_profile("patient")
