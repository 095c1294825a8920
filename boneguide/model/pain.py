"""Pain: how strong it is, of what kind, and what has been tried against it."""

from __future__ import annotations

from typing import Any

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import Validator, flag, owner
from boneguide.model._record import Facts


def _points(most: int) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most):
            return
        msg = f"{owner(instance, attribute)} was {value!r}; expected a whole number from 0 to {most}, or None."
        raise InvalidPatientError(msg)

    return check


@attrs.frozen(kw_only=True, repr=False)
class Pain(Facts):
    """What a person says of pain, and what was found on asking further.

    Raises:
        InvalidPatientError: If a score is no whole number of its scale, a fact
            is not True, False or None, or the pain is both on one side and on
            both.

    Example:
        >>> Pain(worst=7, visceral_upper_abdominal=True)
        Pain(worst=7, visceral_upper_abdominal=True)
        >>> Pain(worst=11)
        Traceback (most recent call last):
        boneguide.errors.InvalidPatientError: Pain.worst was 11; expected a whole number from 0 to 10, or None.
    """

    #: Worst pain on the numerical rating scale, 0 for none to 10.
    worst: int | None = attrs.field(default=None, validator=_points(10))
    #: Disability from back pain on the Roland-Morris questionnaire, 0 for none to 24.
    roland_morris: int | None = attrs.field(default=None, validator=_points(24))
    #: The pain has a neuropathic part, wherever it is.
    neuropathic: bool | None = attrs.field(default=None, validator=flag)
    #: Pain from organs of the upper abdomen, such as pancreas, stomach, liver, gallbladder or upper bowel.
    visceral_upper_abdominal: bool | None = attrs.field(default=None, validator=flag)
    #: Relief is inadequate, or adverse effects are intolerable, though systemic treatment was optimised and opioids
    #: were rotated.
    refractory: bool | None = attrs.field(default=None, validator=flag)
    #: Nociceptive pain on one side only, below the level of C5.
    unilateral_below_c5: bool | None = attrs.field(default=None, validator=flag)
    #: The pain that is to be treated is on both sides.
    bilateral: bool | None = attrs.field(default=None, validator=flag)
    #: Severe pain that needs relief at once.
    crisis: bool | None = attrs.field(default=None, validator=flag)
    #: Background pain is steady and adequately controlled by the regular opioid.
    background_controlled: bool | None = attrs.field(default=None, validator=flag)
    #: Short episodes of worse pain, with a trigger or without.
    breakthrough: bool | None = attrs.field(default=None, validator=flag)
    #: Episodes of breakthrough pain that were treated in the last 24 hours.
    breakthrough_episodes_in_24_hours: int | None = attrs.field(default=None, validator=_points(100))
    #: Rescue doses that were taken in the last 24 hours.
    rescue_doses_in_24_hours: int | None = attrs.field(default=None, validator=_points(100))
    #: A trial of an intraspinal drug relieved the pain, and not by a placebo effect.
    intraspinal_trial_helped: bool | None = attrs.field(default=None, validator=flag)

    def __attrs_post_init__(self) -> None:
        """Refuse pain that is on one side and on both."""
        if self.unilateral_below_c5 and self.bilateral:
            msg = "Pain: unilateral_below_c5 and bilateral are both True; expected one at most. Correct one of the two."
            raise InvalidPatientError(msg)
