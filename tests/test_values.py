"""Frozen values: what ``dataclasses`` promises of them, however quickly they are made."""

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field

import pytest

from readingroom.values import frozen, replace


@frozen
class Point:
    x: int
    y: int = 2
    names: dict[str, int] = field(default_factory=dict)


@frozen
class Named(Point):
    name: str = ""


def test_a_value_is_as_dataclasses_make_it():
    one = Point(1)
    assert (one.x, one.y, one.names) == (1, 2, {})
    assert one == Point(x=1, y=2) != Point(1, 3)
    assert repr(one) == "Point(x=1, y=2, names={})"
    assert type(one) is Point
    assert Point(1).names is not one.names
    assert [f.name for f in dataclasses.fields(one)] == ["x", "y", "names"]
    assert pickle.loads(pickle.dumps(Named(3, name="here"))) == Named(3, 2, {}, "here")


@pytest.mark.parametrize("call", [Point, lambda: Point(1, 2, {}, 4), lambda: Point(z=1)])
def test_a_call_that_does_not_fit_is_refused(call: Callable[..., Point]):
    with pytest.raises(TypeError):
        call()


def test_a_value_stays_as_it_was_made():
    one = Named(1, name="first")
    for name in ("x", "name", "unknown"):
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
            setattr(one, name, 5)
    assert one == Named(1, name="first")


def test_a_replaced_field_makes_another_value():
    one = Named(1, name="first")
    other = replace(one, name="second", y=7)
    assert (one, other) == (Named(1, 2, {}, "first"), Named(1, 7, {}, "second"))
    assert type(other) is Named
    assert dataclasses.replace(other, x=9) == Named(9, 7, {}, "second")
    with pytest.raises(AttributeError):
        replace(one, unknown=1)
