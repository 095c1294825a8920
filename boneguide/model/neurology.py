"""Spinal cord and cauda equina: what was found on examining and imaging."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias, get_args

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import day, flag, quantity, word
from boneguide.model._record import Facts
from boneguide.model.conditions import refuse_detail_of_nothing
from boneguide.quantities import Quantity, as_amount, kinds

#: How far compression of the cord or the cauda equina is established.
CordCompression: TypeAlias = Literal["suspected", "confirmed", "excluded"]
#: Epidural compression on axial T2 images at the worst level, after Bilsky.
EpiduralGrade: TypeAlias = Literal["0", "1a", "1b", "1c", "2", "3"]

CORD_COMPRESSIONS: tuple[CordCompression, ...] = get_args(CordCompression)
EPIDURAL_GRADES: tuple[EpiduralGrade, ...] = get_args(EpiduralGrade)
#: Grades in which the cord itself is compressed.
CORD_COMPRESSED: frozenset[EpiduralGrade] = frozenset({"2", "3"})


@attrs.frozen(kw_only=True, repr=False)
class Neurology(Facts):
    """Signs of compression of the spinal cord or the cauda equina, and what imaging showed.

    Raises:
        InvalidPatientError: If a fact is not of its kind, a detail is given of
            what is absent, or two facts contradict each other.

    Example:
        >>> Neurology(deficit=True, ambulatory=False, cord_compression="suspected")
        Neurology(deficit=True, cord_compression='suspected', ambulatory=False)
        >>> Neurology(paraplegia=True, ambulatory=True)
        Traceback (most recent call last):
        boneguide.errors.InvalidPatientError: Neurology: paraplegia and ambulatory are both True. ...
    """

    #: Symptoms or signs of compression: weakness of a limb, a change of gait, loss of sensation or a sensory
    #: level, disturbed bladder or bowel, saddle anaesthesia.
    deficit: bool | None = attrs.field(default=None, validator=flag)
    #: Day on which the first of these began.
    deficit_onset: date | None = attrs.field(default=None, validator=day)
    #: How far compression of the cord or the cauda equina is established; confirmed is shown by imaging.
    cord_compression: CordCompression | None = attrs.field(default=None, validator=word(CORD_COMPRESSIONS))
    #: Day on which imaging confirmed it.
    confirmed_on: date | None = attrs.field(default=None, validator=day)
    #: Day on which it was decided to treat it.
    treatment_decided_on: date | None = attrs.field(default=None, validator=day)
    #: Can walk, with or without aids.
    ambulatory: bool | None = attrs.field(default=None, validator=flag)
    #: No movement at all of both legs.
    paraplegia: bool | None = attrs.field(default=None, validator=flag)
    #: For how long that has lasted.
    paraplegia_duration: Quantity | None = attrs.field(default=None, validator=quantity(kinds.DURATION))
    #: Day on which it began, where the time is not recorded.
    paraplegia_onset: date | None = attrs.field(default=None, validator=day)
    #: The spine may be unstable.
    spinal_instability_suspected: bool | None = attrs.field(default=None, validator=flag)
    #: Pain that suggests spinal metastases: in the neck or chest part of the spine, band-like, progressive or severe
    #: and unremitting, at night, worse on straining or loading, or with tenderness in one place.
    suspicious_spinal_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Day of the last magnetic resonance imaging of the whole spine.
    whole_spine_mri_on: date | None = attrs.field(default=None, validator=day)
    #: Imaging shows displacement of the cord.
    cord_displaced: bool | None = attrs.field(default=None, validator=flag)
    #: Worst grade of epidural compression.
    epidural_grade: EpiduralGrade | None = attrs.field(default=None, validator=word(EPIDURAL_GRADES))
    #: The compression is confined to one area, which may span adjoining vertebrae.
    single_area: bool | None = attrs.field(default=None, validator=flag)
    #: Only nerve roots or the cauda equina are compressed, not the cord.
    root_or_cauda_only: bool | None = attrs.field(default=None, validator=flag)
    #: The cancer has been proven in tissue.
    tissue_diagnosis: bool | None = attrs.field(default=None, validator=flag)
    #: Fit for an operation on the spine in the judgement of a surgeon.
    surgical_candidate: bool | None = attrs.field(default=None, validator=flag)
    #: Radiotherapy was given at the level of the compression before.
    prior_radiotherapy_at_level: bool | None = attrs.field(default=None, validator=flag)
    #: Earlier and new doses to the cord were added up by a physicist and found acceptable.
    cumulative_dose_cleared: bool | None = attrs.field(default=None, validator=flag)

    def __attrs_post_init__(self) -> None:
        """Refuse details of what is absent, and facts that cannot both be true."""
        refuse_detail_of_nothing(self, "deficit", "deficit_onset")
        refuse_detail_of_nothing(self, "paraplegia", "paraplegia_duration", "paraplegia_onset")
        problem = self._contradiction()
        if problem is not None:
            msg = f"Neurology: {problem}. Correct one of the two, or leave the doubtful one None."
            raise InvalidPatientError(msg)

    def _contradiction(self) -> str | None:
        shown = self.epidural_grade in CORD_COMPRESSED
        found = (
            (bool(self.paraplegia and self.ambulatory), "paraplegia and ambulatory are both True"),
            (bool(self.paraplegia and self.deficit is False), "paraplegia is True while deficit is False"),
            (
                self.paraplegia_duration is not None and self.paraplegia_onset is not None,
                f"paraplegia_duration is {_shown(self.paraplegia_duration)}, beside a paraplegia_onset",
            ),
            (
                self.cord_compression in {"suspected", "excluded"} and self.confirmed_on is not None,
                f"confirmed_on is {self.confirmed_on} while cord_compression is {self.cord_compression!r}",
            ),
            (
                self.cord_compression == "excluded" and shown,
                f"epidural_grade is {self.epidural_grade!r} while cord_compression is 'excluded'",
            ),
            (
                self.cord_displaced is False and shown,
                f"epidural_grade is {self.epidural_grade!r} while cord_displaced is False",
            ),
            (
                bool(self.root_or_cauda_only and (self.cord_displaced or shown)),
                "root_or_cauda_only is True while the cord is displaced or compressed",
            ),
        )
        return next((words for wrong, words in found if wrong), None)


def _shown(time: Quantity | None) -> str:
    return "" if time is None else str(as_amount(time))
