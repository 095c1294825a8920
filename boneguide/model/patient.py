"""What is known of one person."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

import attrs

from boneguide.errors import InconsistentRecordWarning, InvalidPatientError, UnknownFieldError
from boneguide.model._check import (
    Validator,
    day,
    expected,
    flag,
    instance_of,
    members,
    owner,
    quantity,
    require_quantity,
    require_word,
    texts,
    tupled,
    word,
)
from boneguide.model._record import NO_FACT, Facts, dates_in, known_in, latest_in, without_in
from boneguide.model.conditions import Conditions, Dental, Symptoms
from boneguide.model.labs import Labs
from boneguide.model.lesion import Lesion
from boneguide.model.life_expectancy import LifeExpectancy
from boneguide.model.medication import BoneAgentDose, Medication, agents, substances
from boneguide.model.neurology import Neurology
from boneguide.model.own_facts import OwnFact, OwnFacts
from boneguide.model.pain import Pain
from boneguide.model.primary import (
    CASTRATION_STATES,
    HISTOLOGIES,
    MYELOMA_RESPONSES,
    ONE_SEX,
    PLASMA_CELL_DISORDERS,
    PRIMARIES,
    Castration,
    Histology,
    MyelomaResponse,
    Primary,
)
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.quantities import Quantity, kinds

__all__ = ["LIST_NAMES", "PRIMARIES", "SEXES", "LifeExpectancy", "ListName", "Patient", "Primary", "Sex"]

#: Sex as formulas for kidney function use it.
Sex: TypeAlias = Literal["female", "male"]
SEXES: tuple[Sex, ...] = get_args(Sex)
#: What became of pain or neurology under a corticosteroid.
CorticosteroidResponse: TypeAlias = Literal["improved", "improving slowly", "no benefit", "worse"]
CORTICOSTEROID_RESPONSES: tuple[CorticosteroidResponse, ...] = get_args(CorticosteroidResponse)
#: A list that a record may hold in part only.
ListName: TypeAlias = Literal["medications", "bone_agent_doses", "radionuclide_doses", "allergies", "lesions"]
LIST_NAMES: tuple[ListName, ...] = get_args(ListName)


def _as_lesions(value: Iterable[Lesion] | None) -> tuple[Lesion, ...] | None:
    return tupled(value)


def _as_medications(value: Iterable[Medication] | None) -> tuple[Medication, ...] | None:
    return tupled(value)


def _as_doses(value: Iterable[BoneAgentDose] | None) -> tuple[BoneAgentDose, ...] | None:
    return tupled(value)


def _as_radionuclides(value: Iterable[RadionuclideDose] | None) -> tuple[RadionuclideDose, ...] | None:
    return tupled(value)


def _as_names(value: Iterable[ListName] | None) -> tuple[ListName, ...] | None:
    held = tupled(value)
    if not isinstance(held, tuple) or not all(isinstance(name, str) and name in LIST_NAMES for name in held):
        return held
    # One order, and None for no name at all, so that records that say the same are the same.
    return tuple(sorted(held, key=LIST_NAMES.index)) or None


def _lists(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    texts(instance, attribute, value)
    field, seen = owner(instance, attribute), set()
    for name in value if isinstance(value, tuple) else ():
        require_word(name, field, LIST_NAMES)
        if name in seen:
            msg = f"{field} named {name!r} twice; expected each list once. Leave one of the two out."
            raise InvalidPatientError(msg)
        seen.add(name)


def _as_expectancy(value: LifeExpectancy | Quantity | None) -> LifeExpectancy | None:
    if not isinstance(value, Quantity):
        return value
    try:
        return LifeExpectancy(low=value, high=value)
    except InvalidPatientError:
        return value  # type: ignore[return-value]  # the validator refuses it and names the field


def _as_own_facts(value: Mapping[str, OwnFact | None]) -> OwnFacts:
    return value if isinstance(value, OwnFacts) else OwnFacts(value)


def _expectancy(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, LifeExpectancy):
        require_quantity(value, owner(instance, attribute), (kinds.DURATION,))


def _score(allowed: tuple[int, ...], dead: int) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value in allowed):
            return
        why = f" {dead} would mean that the person has died." if value == dead and value is not False else ""
        msg = f"{owner(instance, attribute)} was {value!r}; expected one of {', '.join(map(str, allowed))}.{why}"
        raise InvalidPatientError(msg)

    return check


@attrs.frozen(kw_only=True, repr=False)
class Patient(Facts):
    """What is known of one person, as data without any judgement.

    None means unknown, never "no". A collection holds all that there is, so an
    empty one means that there is known to be none; the exception are the lists
    named in ``incomplete``, which may lack entries. Sequences are stored as
    tuples; nothing can be changed in place, and ``attrs.evolve`` returns a
    changed copy.

    Raises:
        InvalidPatientError: If a value cannot be true, has no unit or a wrong
            one, is no word of its vocabulary, or contradicts another.

    Warns:
        ImplausibleValueWarning: If a value is possible but very unusual.
        InconsistentRecordWarning: If two entries hardly go together.

    Example:
        >>> from boneguide.quantities import Q
        >>> patient = Patient(
        ...     age=Q(68, "year"),
        ...     sex="female",
        ...     primary="breast",
        ...     lesions=[Lesion(site="L3", phenotype="osteolytic")],
        ...     labs=Labs(creatinine=Q(0.9, "mg/dL")),
        ... )
        >>> patient.known()
        ('age', 'sex', 'primary', 'lesions', 'labs.creatinine')
        >>> patient.without("labs.creatinine").labs
        Labs()
        >>> part = Patient(medications=[Medication(drug="morphine")], allergies=[], incomplete=["medications"])
        >>> part.lists_all("medications"), part.lists_all("allergies"), part.lists_all("lesions")
        (False, True, False)
    """

    #: Age on the day of the assessment.
    age: Quantity | None = attrs.field(default=None, validator=quantity(kinds.AGE))
    #: Sex as formulas for kidney function use it.
    sex: Sex | None = attrs.field(default=None, validator=word(SEXES))
    #: Actual body weight.
    weight: Quantity | None = attrs.field(default=None, validator=quantity(kinds.BODY_WEIGHT))
    #: Weight that the creatinine clearance is to use, where that is not the actual one.
    dosing_weight: Quantity | None = attrs.field(default=None, validator=quantity(kinds.BODY_WEIGHT))
    #: Body height.
    height: Quantity | None = attrs.field(default=None, validator=quantity(kinds.HEIGHT))
    #: The cancer.
    primary: Primary | None = attrs.field(default=None, validator=word(PRIMARIES))
    #: Type of lung cancer.
    histology: Histology | None = attrs.field(default=None, validator=word(HISTOLOGIES))
    #: Whether prostate cancer still answers to castration.
    castration: Castration | None = attrs.field(default=None, validator=word(CASTRATION_STATES))
    #: The cancer has progressed under at least one hormonal treatment.
    progressed_on_hormonal_therapy: bool | None = attrs.field(default=None, validator=flag)
    #: Best current response of myeloma.
    myeloma_response: MyelomaResponse | None = attrs.field(default=None, validator=word(MYELOMA_RESPONSES))
    #: Lesions of bone, all that are known; empty means imaged and none found.
    lesions: tuple[Lesion, ...] | None = attrs.field(default=None, converter=_as_lesions, validator=members(Lesion))
    #: Statement that there are bone metastases, for records without a list of lesions.
    bone_metastases: bool | None = attrs.field(default=None, validator=flag)
    #: Results of laboratory tests.
    labs: Labs = attrs.field(factory=Labs, validator=instance_of(Labs))
    #: All drugs other than bone-modifying agents given as single doses.
    medications: tuple[Medication, ...] | None = attrs.field(
        default=None, converter=_as_medications, validator=members(Medication)
    )
    #: Doses of bone-modifying agents already given.
    bone_agent_doses: tuple[BoneAgentDose, ...] | None = attrs.field(
        default=None, converter=_as_doses, validator=members(BoneAgentDose)
    )
    #: Doses of radionuclides for bone already given.
    radionuclide_doses: tuple[RadionuclideDose, ...] | None = attrs.field(
        default=None, converter=_as_radionuclides, validator=members(RadionuclideDose)
    )
    #: Day on which the first bone-modifying agent was begun.
    bone_agent_started: date | None = attrs.field(default=None, validator=day)
    #: Bone-modifying agents held back now because kidney function fell.
    withheld: tuple[str, ...] | None = attrs.field(default=None, converter=substances, validator=agents)
    #: State of mouth and teeth.
    dental: Dental = attrs.field(factory=Dental, validator=instance_of(Dental))
    #: Pregnant now.
    pregnant: bool | None = attrs.field(default=None, validator=flag)
    #: Breast-feeding now.
    breast_feeding: bool | None = attrs.field(default=None, validator=flag)
    #: After the menopause.
    postmenopausal: bool | None = attrs.field(default=None, validator=flag)
    #: Substances to which the person is hypersensitive, in lower case.
    allergies: tuple[str, ...] | None = attrs.field(default=None, converter=substances, validator=texts)
    #: What the person has.
    conditions: Conditions = attrs.field(factory=Conditions, validator=instance_of(Conditions))
    #: What the person complains of.
    symptoms: Symptoms = attrs.field(factory=Symptoms, validator=instance_of(Symptoms))
    #: Spinal cord and cauda equina.
    neurology: Neurology = attrs.field(factory=Neurology, validator=instance_of(Neurology))
    #: What became of the pain or the neurology for which a corticosteroid is given.
    corticosteroid_response: CorticosteroidResponse | None = attrs.field(
        default=None, validator=word(CORTICOSTEROID_RESPONSES)
    )
    #: Strength and kind of pain.
    pain: Pain = attrs.field(factory=Pain, validator=instance_of(Pain))
    #: ECOG performance status, 0 to 4.
    ecog: int | None = attrs.field(default=None, validator=_score(tuple(range(5)), dead=5))
    #: Karnofsky performance status, 10 to 100 in tens.
    karnofsky: int | None = attrs.field(default=None, validator=_score(tuple(range(10, 101, 10)), dead=0))
    #: Expected survival; a bare quantity is a point estimate of unstated source.
    life_expectancy: LifeExpectancy | None = attrs.field(default=None, converter=_as_expectancy, validator=_expectancy)
    #: A hospital's own facts by name.
    findings: OwnFacts = attrs.field(factory=OwnFacts, converter=_as_own_facts)
    #: Lists that may lack entries: what is on one is a fact, what is not is unknown. To name one that is None says
    #: nothing further. A complete list of doses holds every dose, whatever the list of medicines may lack.
    incomplete: tuple[ListName, ...] | None = attrs.field(
        default=None, converter=_as_names, validator=_lists, metadata={NO_FACT: True}
    )

    def __attrs_post_init__(self) -> None:
        """Refuse entries that cannot both be true, and warn of those that hardly go together."""
        for problem in (*_of_sex(self), *_of_primary(self), *_of_lesions(self)):
            msg = f"Patient: {problem}. Correct one of the two, or leave the doubtful one None."
            raise InvalidPatientError(msg)
        for oddity in _oddities(self):
            warnings.warn(f"Patient: {oddity}. Check both.", InconsistentRecordWarning, stacklevel=3)

    def known(self) -> tuple[str, ...]:
        """Return the path of every fact that holds something, in the order of the fields.

        Collections count as one fact each, except the results in ``labs`` and
        the entries of ``findings``. Which lists are ``incomplete`` is no fact.
        """
        return tuple(known_in(self))

    def without(self, path: str) -> Patient:
        """Return a copy in which one fact is unknown.

        Args:
            path: A path such as ``"age"``, ``"labs.creatinine"``,
                ``"dental.assessed"`` or ``"findings.lives alone"``; the name of
                a part, such as ``"labs"``, empties all of it. A list that
                may lack entries is no longer named as such.

        Raises:
            UnknownFieldError: If the path names no fact.
        """
        found = without_in(self, path, path)
        if self.incomplete is None or path not in self.incomplete:
            return found
        return attrs.evolve(found, incomplete=[name for name in self.incomplete if name != path])

    def lists_all(self, name: ListName) -> bool:
        """Return whether a list is on record and holds all that there is.

        Args:
            name: The list.

        Raises:
            UnknownFieldError: If there is no list of that name.
        """
        if name not in LIST_NAMES:
            msg = f"{name!r} names no list; {expected(name, LIST_NAMES)}"
            raise UnknownFieldError(msg)
        return getattr(self, name) is not None and not (self.incomplete is not None and name in self.incomplete)

    def may_lack(self, name: ListName) -> bool:
        """Return whether a list is on record but may lack entries.

        Args:
            name: The list.
        """
        return self.incomplete is not None and name in self.incomplete and getattr(self, name) is not None

    @property
    def metastases(self) -> tuple[Lesion, ...] | None:
        """The lesions that are metastases; None where no lesions are recorded.

        There may be more where the lesions are ``incomplete``.
        A lesion without a stated kind is a metastasis, unless the primary is a
        disorder of plasma cells or itself a tumour of bone.
        """
        if self.lesions is None:
            return None
        of_bone = self.primary in PLASMA_CELL_DISORDERS or self.primary == "giant cell tumour of bone"
        return tuple(le for le in self.lesions if le.kind == "metastasis" or (le.kind is None and not of_bone))

    @functools.cached_property
    def latest_day(self) -> date | None:
        """The latest recorded day; None where no day is recorded."""
        return latest_in(self)

    def dates(self) -> Iterator[tuple[str, date]]:
        """Yield every recorded day with its path, such as ``"labs.creatinine[0].on"``.

        Planned ends of medication are left out, for they may lie ahead.
        """
        return dates_in(self)


def _of_sex(patient: Patient) -> Iterator[str]:
    if patient.sex == "male":
        for name in ("pregnant", "breast_feeding", "postmenopausal"):
            if getattr(patient, name):
                yield f"{name} is True while sex is 'male'"
    if patient.sex == "female" and patient.castration is not None:
        yield f"castration is {patient.castration!r} while sex is 'female'"
    if patient.pregnant and patient.postmenopausal:
        yield "pregnant and postmenopausal are both True"


def _of_primary(patient: Patient) -> Iterator[str]:
    primary = patient.primary
    if primary is None:
        return
    if patient.castration is not None and primary != "prostate":
        yield f"castration is {patient.castration!r} while primary is {primary!r}"
    if patient.histology is not None and primary != "lung":
        yield f"histology is {patient.histology!r}, a type of lung cancer, while primary is {primary!r}"
    if patient.myeloma_response is not None and primary not in PLASMA_CELL_DISORDERS:
        yield f"myeloma_response is {patient.myeloma_response!r} while primary is {primary!r}"
    wrong = "metastasis" if primary in PLASMA_CELL_DISORDERS else "myeloma"
    for place, lesion in enumerate(patient.lesions or ()):
        if lesion.kind == wrong:
            right = "myeloma" if wrong == "metastasis" else "metastasis"
            yield (
                f"lesions[{place}].kind is {wrong!r} while primary is {primary!r}, whose lesions are"
                f" written kind={right!r}"
            )


def _of_lesions(patient: Patient) -> Iterator[str]:
    if patient.lesions is None or patient.bone_metastases is None:
        return
    metastases = patient.metastases
    if metastases and not patient.bone_metastases:
        yield f"bone_metastases is False while lesions[{patient.lesions.index(metastases[0])}] is a metastasis"
    if patient.bone_metastases and not metastases and patient.lists_all("lesions"):
        yield "bone_metastases is True while lesions, the list of all that are known, holds no metastasis"


def _oddities(patient: Patient) -> Iterator[str]:
    expected = None if patient.primary is None else ONE_SEX.get(patient.primary)
    if expected is not None and patient.sex not in (None, expected):
        yield f"primary is {patient.primary!r} while sex is {patient.sex!r}, and sex enters formulas for dosing"
    started = patient.bone_agent_started
    for place, dose in enumerate(patient.bone_agent_doses or ()):
        if started is not None and dose.on is not None and dose.on < started:
            yield f"bone_agent_doses[{place}] was given on {dose.on}, before bone_agent_started {started}"
