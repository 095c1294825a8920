"""The codes of other systems: the files hold what the loader promises, and nothing that the library does not know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from boneguide.errors import RecordError
from boneguide.guidelines.drugs import classes_of
from boneguide.interop import terminology
from boneguide.interop.terminology import ATC, ICD10, ICD10_CM, ICD10_GM, LOINC, RXNORM, SNOMED, Code
from boneguide.model.labs import LAB_KINDS
from boneguide.model.lesion import SITES
from boneguide.model.medication import BONE_AGENTS, MEDICATION_ROUTES
from boneguide.model.patient import Patient
from boneguide.model.primary import PRIMARIES
from boneguide.model.radionuclide import RADIONUCLIDES

FILES = Path(terminology.__file__).parent
CODES = terminology.every_code()

HL7 = "http://terminology.hl7.org/CodeSystem/"
MII = "https://www.medizininformatik-initiative.de/fhir/ext/modul-onko/CodeSystem/mii-cs-onko-"
SYSTEMS = frozenset(
    {
        *(ATC, ICD10, ICD10_CM, ICD10_GM, LOINC, RXNORM, SNOMED),
        *(f"{HL7}{name}" for name in ("v2-0136", "v3-ObservationInterpretation", "v3-NullFlavor", "icd-o-3")),
        *(f"{HL7}{name}" for name in ("v3-RouteOfAdministration", "data-absent-reason")),
        *(f"{MII}strahlentherapie-{name}" for name in ("applikationsart", "strahlenart", "zielgebiet")),
        *(f"{MII}{name}" for name in ("fernmetastasen", "verlauf-fernmetastasen", "intention")),
        *(f"{MII}allgemeiner-leistungszustand-{name}" for name in ("ecog", "karnofsky")),
        "http://standardterms.edqm.eu",
        "http://cancerstaging.org",
        "https://www.uicc.org/resources/tnm",
        "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
        "http://fhir.de/CodeSystem/bfarm/ops",
        "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
        "http://www.ada.org/cdt",
    }
)
FORMS: Mapping[str, str] = {
    ATC: r"[A-Z]\d\d[A-Z]{2}\d\d|[A-Z]\d\d[A-Z]{0,2}",
    ICD10: r"[A-Z]\d\d(\.\d)?",
    ICD10_CM: r"[A-Z]\d[\dA-Z](\.[\dA-Z]{1,4})?",
    ICD10_GM: r"[A-Z]\d\d(\.\d{1,2})?",
    LOINC: r"(LA)?\d{1,6}-\d",
    RXNORM: r"\d{2,7}",
    SNOMED: r"\d{6,18}",
}
#: Drugs that stand in records beside the others; no rule asks about them, so the library has no class for them.
NO_CLASS = frozenset(
    [
        "anastrozole",
        "apalutamide",
        "calcitriol",
        "darolutamide",
        "esomeprazole",
        "fulvestrant",
        "goserelin",
        "ketamine",
        "lansoprazole",
        "lenalidomide",
        "letrozole",
        "leuprorelin",
        "metamizole",
        "omeprazole",
        "pantoprazole",
        "pomalidomide",
        "romosozumab",
        "tamoxifen",
        "teriparatide",
        "trastuzumab",
    ]
)
ORGANS = frozenset(
    [
        "adrenal",
        "bladder",
        "brain",
        "breast",
        "colon",
        "heart",
        "kidney",
        "liver",
        "lung",
        "oesophagus",
        "ovary",
        "pancreas",
        "peritoneum",
        "pleura",
        "prostate",
        "rectum",
        "spleen",
        "stomach",
        "testis",
        "thyroid",
        "uterus",
    ]
)
#: Words of the groups whose words are only the reader's.
WORDS: Mapping[str, frozenset[str]] = {
    "laboratory": frozenset({*LAB_KINDS, "estimated_gfr_by_race", "creatinine_clearance", "other"}),
    "vital": frozenset(
        [
            "weight",
            "height",
            "body_length_lying",
            "body_mass_index",
            "body_surface_area",
            "dry_weight",
            "estimated_weight",
            "estimated_height",
            "stated_weight",
            "stated_height",
            "other",
        ]
    ),
    "score": frozenset({"ecog", "karnofsky", "pain", "pain_other_scale", "pain_past_week"}),
    "qualifier": frozenset({"present", "absent", "unknown", "suspected", "not_applicable", "performed"}),
    "primary": frozenset({*PRIMARIES, "unspecified"}),
    "metastasis": frozenset(
        {"bone", "bone_marrow", "bone_or_marrow", "lymph_node", "other", "unspecified", "visceral"}
    ),
    "metastasis_site": frozenset({"bone", "visceral"}),
    "metastasis_course": frozenset(
        {"doubtful", "new", "none", "progression", "residual", "stable", "unknown", "remission"}
    ),
    "stage": frozenset({"M0", "M1", "M1a", "M1b", "M1c", "MX"}),
    "observable": frozenset({"m_category", "metastasis_site", "metastasis_status"}),
    "history": frozenset({"cancer", "family", "metastasis"}),
    "site": frozenset({*SITES, *ORGANS, "bone", "lymph node", "skin", "chest wall", "soft tissue"}),
    "side": frozenset({"left", "right", "bilateral"}),
    "route": frozenset({*MEDICATION_ROUTES, "other"}),
    "radiotherapy": frozenset(
        [
            "course",
            "phase",
            "procedure",
            "external_beam",
            "photons",
            "electrons",
            "protons",
            "neutrons",
            "carbon_ions",
            "heavy_ions",
            "kilovoltage",
            "radionuclide",
            "boost",
            "chemoradiotherapy",
            "other",
        ]
    ),
    "technique": frozenset(
        {
            "two-dimensional",
            "three-dimensional conformal",
            "intensity-modulated",
            "volumetric-modulated arc",
            "stereotactic",
            "brachytherapy",
        }
    ),
    "radionuclide": frozenset(
        {
            *RADIONUCLIDES,
            "actinium-225",
            "lutetium-177",
            "cobalt-60",
            "iodine-131",
            "iridium-192",
            "terbium-161",
            "yttrium-90",
            "other",
        }
    ),
    "volume": frozenset({"planning_target", "gross_tumour", "clinical_target"}),
    "intent": frozenset({"curative", "curative_oligometastatic", "palliative", "unknown", "other"}),
    "imaging": frozenset({"bone_scan"}),
    "treatment": frozenset({"systemic"}),
    "pregnancy": frozenset({"status", "yes", "no", "unknown"}),
    "smoking": frozenset({"status", "yes", "no", "former", "unknown"}),
    "allergy": frozenset({"none"}),
    "dental": frozenset({"assessment", "invasive"}),
}


def is_flag(path: str) -> bool:
    """Return whether a path names a fact of a record that is true, false or unknown."""
    record: Any = Patient
    *parts, last = path.split(".")
    for part in parts:
        record = type(getattr(record(), part))
    return "bool | None" in str(attrs.fields_dict(record)[last].type)


KNOWN: Mapping[str, Callable[[str], bool]] = {
    "drug": lambda value: bool(classes_of(value)) or value in NO_CLASS,
    "condition": lambda value: value == "cord_compression" or is_flag(value),
    "answer": lambda value: bool(re.fullmatch(r"ecog=([0-5]|unknown)|karnofsky=(100|[1-9]0)", value)),
    **{group: words.__contains__ for group, words in WORDS.items()},
}


def shown(found: list[Code]) -> list[str]:
    return [f"{code.system} {code.code} {code.group}:{code.value}" for code in found]


# ---- the files


@pytest.mark.parametrize("file", sorted(FILES.glob("*.csv")), ids=lambda file: file.name)
def test_a_file_begins_with_its_columns_and_holds_codes(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "system,code,display,means,verified,seen,note"
    assert len(lines) > 5


def test_every_line_of_every_file_is_a_code() -> None:
    lines = [line for file in FILES.glob("*.csv") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(CODES) == len(lines) > 1700


def test_no_code_stands_twice() -> None:
    count = Counter((terminology.system_of(code.system), code.code) for code in CODES)
    assert [key for key, times in count.items() if times > 1] == []


def test_systems_stand_under_their_one_address() -> None:
    assert {code.system for code in CODES} == SYSTEMS
    assert all(terminology.system_of(system) == system for system in SYSTEMS)


def test_nothing_is_surrounded_by_blanks_or_without_a_display() -> None:
    for code in CODES:
        told = (code.system, code.code, code.display, code.group, code.value, code.note, *code.seen)
        assert all(text == text.strip() for text in told), code
        assert code.display, code


def test_codes_have_the_form_of_their_system() -> None:
    assert shown([code for code in CODES if not re.fullmatch(FORMS.get(code.system, r".+"), code.code)]) == []


# ---- check digits


def loinc_digit(code: str) -> int:
    """Return the check digit of a LOINC code: the sum of the digits, every second one doubled from the right.

    The letters before the number of an answer count for what they add in the answers
    whose codes are published: 5 before an even number of digits, 8 before an odd one.
    """
    number = code.rpartition("-")[0]
    digits = number.removeprefix("LA")
    letters = 0 if digits == number else (8 if len(digits) % 2 else 5)
    doubled = (int(digit) * (1 + (place % 2 == 0)) for place, digit in enumerate(reversed(digits)))
    return -(letters + sum(sum(divmod(value, 10)) for value in doubled)) % 10


def verhoeff(code: str) -> int:
    """Return what is left of an identifier of SNOMED CT by Verhoeff's scheme; 0 where its last digit fits."""
    turns = [[*range(10)], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    turns += [[turns[1][value] for value in turns[-1]]]
    while len(turns) < 8:
        turns.append([turns[1][value] for value in turns[-1]])
    left = 0
    for place, digit in enumerate(reversed(code)):
        left = _dihedral(left, turns[place % 8][int(digit)])
    return left


def _dihedral(left: int, right: int) -> int:
    """Return the product of two symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it over."""
    if left < 5:
        return (left + right) % 5 + 5 * (right >= 5)
    return (left - right) % 5 + 5 * (right < 5)


@pytest.mark.parametrize(
    ("code", "digit"),
    [("2160-0", 0), ("17861-6", 6), ("82810-3", 3), ("LA33-6", 6), ("LA9633-4", 4), ("LA15173-0", 0), ("39638-7", 2)],
)
def test_the_check_digit_of_loinc(code: str, digit: int) -> None:
    assert loinc_digit(code) == digit


@pytest.mark.parametrize(
    ("code", "fits"),
    [("71341001", True), ("94222008", True), ("428041000124106", True), ("71341010", False), ("94222009", False)],
)
def test_the_check_digit_of_snomed(code: str, fits: bool) -> None:
    assert (verhoeff(code) == 0) is fits


def test_codes_of_loinc_have_the_right_check_digit() -> None:
    wrong = [code for code in CODES if code.system == LOINC and code.code[-1] != str(loinc_digit(code.code))]
    assert shown(wrong) == []


def test_identifiers_of_snomed_have_the_right_check_digit() -> None:
    assert shown([code for code in CODES if code.system == SNOMED and verhoeff(code.code)]) == []


def test_identifiers_of_snomed_are_of_concepts() -> None:
    # The two digits before the last say what an identifier is of: 00 a concept, 10 one of an extension.
    assert {code.code[-3:-1] for code in CODES if code.system == SNOMED} == {"00", "10"}


# ---- how far verified


@pytest.mark.parametrize(("verified", "fits"), [("two", {2, 3}), ("one", {1}), ("memory", {0})])
def test_as_many_places_as_said(verified: str, fits: set[int]) -> None:
    assert {len(code.seen) for code in CODES if code.verified == verified} == fits


def test_no_place_counts_twice() -> None:
    assert shown([code for code in CODES if len(set(code.seen)) < len(code.seen)]) == []


def test_only_what_was_seen_twice_decides() -> None:
    assert {code.verified for code in CODES if code.decides} == {"two"}
    assert {code.verified for code in CODES if not code.decides} == {"one", "memory"}


def test_the_manual_counts_as_the_files_do() -> None:
    page = (Path(__file__).parents[2] / "docs" / "terminology.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    count: Counter[tuple[str, str]] = Counter((code.group, code.verified) for code in CODES)
    levels = ("two", "one", "memory")
    assert {(group, *map(int, figures)) for group, *figures in told} == {
        (group, *(count[group, level] for level in levels)) for group in KNOWN
    }
    whole: Counter[str] = Counter(code.verified for code in CODES)
    assert f"| | all | {' | '.join(str(whole[level]) for level in levels)} |" in page


# ---- what the codes mean


def test_every_meaning_is_one_that_the_library_knows() -> None:
    assert {code.group for code in CODES} == set(KNOWN)
    assert shown([code for code in CODES if not KNOWN[code.group](code.value)]) == []


@pytest.mark.parametrize("group", sorted(WORDS))
def test_no_word_of_a_group_is_without_a_code(group: str) -> None:
    unused = WORDS[group] - {code.value for code in terminology.codes(group)}
    assert unused <= {*SITES, *PRIMARIES, *LAB_KINDS, *MEDICATION_ROUTES, *RADIONUCLIDES, "remission"}


def test_drugs_without_a_class_are_used() -> None:
    assert {code.value for code in terminology.codes("drug")} >= NO_CLASS
    assert not any(map(classes_of, NO_CLASS))


@pytest.mark.parametrize("path", ["pain.worst", "dental.assessment_on", "ecog"])
def test_a_fact_that_is_no_yes_or_no_is_no_condition(path: str) -> None:
    assert not is_flag(path)


@pytest.mark.parametrize(
    ("code", "drug"),
    [
        ("M05BX04", "denosumab"),
        ("M05BA08", "zoledronic acid"),
        ("M05BA03", "pamidronate"),
        ("M05BA06", "ibandronate"),
        ("M05BA02", "clodronate"),
        ("V10XX03", "radium-223"),
        ("V10BX01", "strontium-89"),
        ("V10BX02", "samarium-153"),
        ("L02BX03", "abiraterone"),
    ],
)
def test_drugs_that_rules_turn_on_have_their_atc_code(code: str, drug: str) -> None:
    found = terminology.find(ATC, code)
    assert found is not None
    assert (found.group, found.value, found.decides) == ("drug", drug, True)


@pytest.mark.parametrize("drug", BONE_AGENTS)
def test_every_bone_agent_has_a_code_that_decides(drug: str) -> None:
    assert any(code.decides for code in terminology.codes("drug", drug))


@pytest.mark.parametrize("level", [site for site in SITES if re.fullmatch(r"[CTLS]\d+", site)])
def test_every_vertebra_has_a_code_that_decides(level: str) -> None:
    assert any(code.decides for code in terminology.codes("site", level))


@pytest.mark.parametrize(
    ("code", "system", "means"),
    [
        ("51282000", SNOMED, "site:spine"),
        ("66794005", SNOMED, "site:L1"),
        ("84167007", SNOMED, "site:foot"),
        ("24028007", SNOMED, "side:right"),
        ("71286001", SNOMED, "condition:cord_compression"),
        ("M81", ICD10_CM, "condition:conditions.osteoporosis"),
        ("I25.2", ICD10_CM, "condition:conditions.myocardial_infarction_or_stroke"),
        ("82810-3", LOINC, "pregnancy:status"),
        ("77386006", SNOMED, "pregnancy:yes"),
        ("8517006", SNOMED, "smoking:former"),
        ("77176002", SNOMED, "smoking:unknown"),
        ("716186003", SNOMED, "allergy:none"),
        ("55162003", SNOMED, "dental:invasive"),
        ("25031-6", LOINC, "imaging:bone_scan"),
        ("D48.0", ICD10_CM, "primary:unspecified"),
    ],
)
def test_what_single_codes_mean(code: str, system: str, means: str) -> None:
    found = terminology.find(system, code)
    assert found is not None
    assert f"{found.group}:{found.value}" == means


ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


def test_the_display_of_a_vertebra_names_its_level() -> None:
    spoken = re.compile(rf"({'|'.join(ORDINALS)}) (cervical|thoracic|lumbar|sacral) vertebra")
    named = 0
    for code in terminology.codes("site"):
        written = re.search(r"Bone structure of ([CTL]\d+)", code.display)
        told = spoken.search(code.display)
        level = written[1] if written else f"{told[2][0].upper()}{ORDINALS.index(told[1]) + 1}" if told else ""
        named += bool(level)
        assert level in {"", code.value}, code
    assert named == 48


def test_a_region_is_no_bone() -> None:
    # Hand, foot, thigh and the pelvis with its organs.
    assert [terminology.find(SNOMED, code) for code in ("85562004", "56459004", "68367000", "12921003")] == [None] * 4


def test_a_number_that_another_edition_uses_for_something_else_is_left_out() -> None:
    # Complete paraplegia in one edition of ICD-10, acute incomplete cord lesion in the German one.
    assert terminology.find(ICD10_CM, "G82.21") is None


# ---- finding


def test_another_name_of_a_system_finds_the_same_code() -> None:
    assert terminology.find("urn:oid:2.16.840.1.113883.6.96", "71341001") == terminology.find(SNOMED, "71341001")


def test_codes_of_a_meaning_come_verified_first() -> None:
    found = [code.verified for code in terminology.codes("drug", "denosumab")]
    assert found == sorted(found, key=["two", "one", "memory"].index)
    assert set(found) == {"two", "one"}


def test_codes_of_a_group_are_those_of_its_meanings() -> None:
    whole = terminology.codes("smoking")
    assert {code.value for code in whole} == {"status", "yes", "no", "former", "unknown"}
    assert len(whole) == sum(len(terminology.codes("smoking", value)) for value in {code.value for code in whole})


def test_what_is_not_known_is_not_found() -> None:
    assert terminology.find(SNOMED, "2160-0") is None
    assert terminology.codes("no group") == ()
    assert terminology.codes("drug", "no drug") == ()


# ---- files that are not as they should be


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    def files(_: str) -> Path:
        return tmp_path

    held = [value for value in vars(terminology).values() if hasattr(value, "cache_clear")]
    for cache in held:
        cache.cache_clear()
    monkeypatch.setattr("boneguide.interop.terminology.resources.files", files)
    yield tmp_path
    monkeypatch.undo()
    for cache in held:
        cache.cache_clear()


HEAD = "system,code,display,means,verified,seen,note\n"


def test_files_are_read_in_the_order_of_their_names(folder: Path) -> None:
    (folder / "b.csv").write_text(f"{HEAD}s,2,Two,site:bone,memory,,\n", encoding="utf-8")
    (folder / "a.csv").write_text(f'{HEAD}s,1,"One, and more",site:b:c,two,here; there ;,beware\n', encoding="utf-8")
    (folder / "notes.txt").write_text("no codes", encoding="utf-8")
    assert terminology.every_code() == (
        Code(
            system="s",
            code="1",
            display="One, and more",
            group="site",
            value="b:c",
            verified="two",
            seen=("here", "there"),
            note="beware",
        ),
        Code(system="s", code="2", display="Two", group="site", value="bone", verified="memory", seen=(), note=""),
    )


@pytest.mark.parametrize("text", ["", "system,code\n", f"s,1,One,site:bone,one,here,\n{HEAD}"])
def test_a_file_without_its_columns_is_refused(folder: Path, text: str) -> None:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        terminology.every_code()
    assert str(caught.value) == (
        "terminology file a.csv does not begin with its columns; expected system,code,display,means,verified,seen,note."
    )


@pytest.mark.parametrize(
    "line",
    [
        "s,1,One,site:bone,one,here",
        "s,1,One,site:bone,one,here,,",
        "s,1,One,site:bone,three,here,",
        "s,1,One,site bone,one,here,",
        "s,1,One,,one,here,",
    ],
)
def test_a_line_that_is_none_is_named(folder: Path, line: str) -> None:
    (folder / "a.csv").write_text(f"{HEAD}s,0,None,site:bone,memory,,\n{line}\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        terminology.every_code()
    assert str(caught.value) == (
        f"terminology file a.csv, line 3: {line}; expected 7 columns, a meaning as group:value, and one of two, one,"
        " memory for how far it was verified."
    )
