"""Names of drugs: as lists print them, in combinations, and those that nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boneguide as bg
from boneguide.guidelines import drugs
from boneguide.guidelines.facts.analgesia import TAKES_NALOXONE, TAKES_OPIOID, TAKES_STRONG_OPIOID
from boneguide.guidelines.facts.corticosteroid import TAKES_ANTICOAGULANT
from boneguide.guidelines.facts.treatment import classes_listed
from boneguide.logic import Truth, truth
from boneguide.logic.context import Context, Snapshot
from tests.guidelines.clean import ON

STRONG, WEAK = {"opioid", "strong opioid"}, {"opioid", "weak opioid"}
NSAID = {"non-steroidal anti-inflammatory drug"}
CO_CODAMOL = {*WEAK, "codeine", "paracetamol"}


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Morphine sulfate", {*STRONG, "morphine"}),
        ("morphine sulphate 10 mg/5 ml oral solution", {*STRONG, "morphine"}),
        ("Zomorph 30mg MR capsules", {*STRONG, "morphine"}),
        ("OXYCODONE HCL 5 mg IR", {*STRONG, "oxycodone"}),
        ("oxycodone prolonged-release tablets 10mg", {*STRONG, "oxycodone"}),
        ("fentanyl 12.5 mcg/h transdermal patch", {*STRONG, "fentanyl"}),
        ("fentanyl 25 micrograms/hour patches", {*STRONG, "fentanyl"}),
        ("warfarin sodium", {"anticoagulant"}),
        ("dabigatran etexilate mesilate 150 mg", {"anticoagulant"}),
        ("dexamethasone sodium phosphate", {"corticosteroid", "dexamethasone"}),
        ("co-codamol 30/500", CO_CODAMOL),
        ("co-codamol 30 mg/500 mg effervescent tablets", CO_CODAMOL),
        ("codeine phosphate/paracetamol", CO_CODAMOL),
        ("paracetamol 500 mg and codeine phosphate 30 mg", CO_CODAMOL),
        ("acetaminophen with codeine", CO_CODAMOL),
        ("oxycodone-acetaminophen 5-325", {*STRONG, "oxycodone", "paracetamol"}),
        ("ibuprofen + codeine", {*NSAID, *WEAK, "codeine"}),
        ("codeine & naproxen sodium", {*NSAID, *WEAK, "codeine"}),
        ("paracetamol, ibuprofen and codeine", {*NSAID, *CO_CODAMOL}),
        ("sacubitril/valsartan", {"ace inhibitor or angiotensin receptor blocker", "neprilysin inhibitor"}),
        ("naloxone nasal spray 4 mg", {"naloxone"}),
        # In one tablet with an opioid it is no naloxone at hand.
        ("oxycodone/naloxone", {*STRONG, "oxycodone"}),
        ("macrogol 3350", {"osmotic laxative"}),
        ("percocet", {*STRONG, "oxycodone", "paracetamol"}),
        ("vicodin", {*STRONG, "hydrocodone", "paracetamol"}),
        ("effentora", {*STRONG, "rapid-onset fentanyl"}),
        ("pentazocine", {"opioid", "agonist-antagonist opioid"}),
        ("naltrexone", {"opioid antagonist"}),
        ("denosumab 60 mg", {"denosumab", "osteoporosis denosumab"}),
        ("denosumab 120 mg", {"denosumab"}),
        ("Zoledronic acid 5mg/100 ml infusion", {"zoledronic acid", "osteoporosis zoledronic acid"}),
        ("zoledronic acid 4 mg/5 ml", {"zoledronic acid"}),
        ("zoledronic acid 0.5 mg", {"zoledronic acid"}),
        ("paracetamol 60 mg", {"paracetamol"}),
        ("rifampicin 300 mg capsules", {"enzyme inducer"}),
        ("Rifampin", {"enzyme inducer"}),
        ("phenytoin", {"enzyme-inducing anticonvulsant"}),
        # A number alone is a strength too.
        ("morphine 10", {*STRONG, "morphine"}),
        ("gabapentin 300", {"gabapentin", "gabapentinoid"}),
        ("Butrans 10", {*STRONG, "buprenorphine"}),
        ("denosumab 60", {"denosumab", "osteoporosis denosumab"}),
        ("zoledronic acid 4", {"zoledronic acid"}),
        ("Paracetamol 1g IV", {"paracetamol"}),
        ("Movicol sachets", {"osmotic laxative"}),
        ("ketorolac trometamol", NSAID),
        ("dexketoprofen trometamol 25 mg", NSAID),
        ("azilsartan medoxomil", {"ace inhibitor or angiotensin receptor blocker"}),
        ("norco", {*STRONG, "hydrocodone", "paracetamol"}),
        ("Kapake", CO_CODAMOL),
        ("Tylex 30/500", CO_CODAMOL),
        ("Entresto 24/26 mg", {"ace inhibitor or angiotensin receptor blocker", "neprilysin inhibitor"}),
        ("doxepin", {"tricyclic antidepressant"}),
        ("amitriptyline", {"tricyclic antidepressant", "amitriptyline"}),
    ],
)
def test_names_as_lists_print_them(name: str, classes: set[str]) -> None:
    assert drugs.classes_of(name) == classes


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("vitamin d3", {"vitamin D"}),
        ("calcium carbonate", {"calcium supplement", "oral absorption blocker"}),
        ("calcium citrate", {"calcium supplement"}),
        ("lithium citrate", {"lithium"}),
        ("sodium clodronate", {"clodronate"}),
        ("magnesium hydroxide", {"osmotic laxative", "oral absorption blocker"}),
        ("ferrous sulfate 200 mg", {"oral absorption blocker"}),
        ("calcium carbonate and vitamin d3", {"calcium supplement", "oral absorption blocker", "vitamin D"}),
    ],
)
def test_a_name_that_is_known_as_it_stands_comes_first(name: str, classes: set[str]) -> None:
    assert drugs.classes_of(name) == classes


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "/", "sodium", "sodium chloride", "sulfate", "10 mg", "tablets", "morphine/", "some new drug"),
        *("morphine and some new drug", "radium-224", "zolpidem", "diclofenac gel", "ketorolac eye drops"),
        *(
            "morphinan",
            "xmorphine",
            "sodium chloride 0.9%",
            "calcium-channel blocker",
            "strontium ranelate",
            "voltaren gel",
        ),
    ],
)
def test_what_is_not_known_stays_so(name: str) -> None:
    assert drugs.classes_of(name) == frozenset()


@pytest.mark.parametrize("name", sorted({name for names in drugs.CLASSES.values() for name in names}))
def test_every_name_is_known_with_a_strength_too(name: str) -> None:
    assert drugs.classes_of(name)
    assert drugs.classes_of(f" {name.upper()}  20 mg tablets") == drugs.classes_of(name)


@given(st.text(max_size=40))
def test_any_text_is_read(name: str) -> None:
    assert drugs.classes_of(name) <= set(drugs.CLASSES)


@pytest.mark.parametrize(
    ("brand", "generic"),
    [
        *(("zomorph", "morphine"), ("longtec", "oxycodone"), ("targinact", "oxycodone"), ("matrifen", "fentanyl")),
        *(("temgesic", "buprenorphine"), ("palexia", "tapentadol"), ("nucynta", "tapentadol")),
        *(("solpadol", "co-codamol"), ("zapain", "co-codamol"), ("tramacet", "tramadol/paracetamol")),
        *(("nurofen", "ibuprofen"), ("advil", "ibuprofen"), ("aleve", "naproxen"), ("voltarol", "diclofenac")),
        *(("celebrex", "celecoxib"), ("coumadin", "warfarin"), ("eliquis", "apixaban"), ("xarelto", "rivaroxaban")),
        *(("clexane", "enoxaparin"), ("xanax", "alprazolam"), ("valium", "diazepam"), ("ativan", "lorazepam")),
        *(("senokot", "senna"), ("dulcolax", "bisacodyl"), ("laxido", "macrogol"), ("miralax", "macrogol")),
        ("cymbalta", "duloxetine"),
        *(("Durogesic DTrans", "fentanyl"), ("fencino", "fentanyl"), ("mezolar", "fentanyl"), ("abtard", "oxycodone")),
        *(("norspan", "buprenorphine"), ("butec", "buprenorphine"), ("shortec", "oxycodone")),
        *(("jurnista", "hydromorphone"), ("DHC Continus", "dihydrocodeine"), ("zamadol", "tramadol")),
        *(("physeptone", "methadone"), ("brufen", "ibuprofen"), ("motrin", "ibuprofen"), ("naprosyn", "naproxen")),
        *(("voltaren", "diclofenac"), ("arcoxia", "etoricoxib"), ("plavix", "clopidogrel"), ("fragmin", "dalteparin")),
        *(("lixiana", "edoxaban"), ("decadron", "dexamethasone"), ("prenoxad", "naloxone"), ("fybogel", "psyllium")),
        *(("ispaghula husk", "ispaghula"), ("chlorthalidone", "chlortalidone"), ("nabumetone", "naproxen")),
        *(("mefenamic acid", "naproxen"), ("clobazam", "diazepam"), ("chlordiazepoxide", "diazepam")),
        *(("lormetazepam", "diazepam"), ("fosinopril", "ramipril"), ("nadroparin", "enoxaparin")),
        ("bemiparin", "enoxaparin"),
    ],
)
def test_a_brand_is_what_it_holds(brand: str, generic: str) -> None:
    assert drugs.classes_of(brand) == drugs.classes_of(generic) != frozenset()


def test_the_facts_see_them() -> None:
    listed = bg.Patient(
        medications=[bg.Medication(drug="Morphine sulfate"), bg.Medication(drug="Warfarin sodium 5 mg")],
    )
    facts = Snapshot(Context(patient=listed, on=ON))
    assert truth(TAKES_OPIOID, facts) is Truth.TRUE
    assert truth(TAKES_ANTICOAGULANT, facts) is Truth.TRUE
    assert truth(TAKES_NALOXONE, facts) is Truth.FALSE


# ---- classes that are stated


@pytest.mark.parametrize(
    ("stated", "classes"),
    [
        (["strong opioid"], STRONG),
        (["Weak opioid"], WEAK),
        (["agonist-antagonist opioid"], {"opioid", "agonist-antagonist opioid"}),
        (["morphine"], {*STRONG, "morphine"}),
        (["rapid-onset fentanyl"], {*STRONG, "rapid-onset fentanyl"}),
        (["loop diuretic"], {"loop diuretic", "diuretic"}),
        (["opioid"], {"opioid"}),
        (["anticoagulant"], {"anticoagulant"}),
        (["a class of one's own"], {"a class of one's own"}),
        ([], set()),
    ],
)
def test_a_class_that_is_stated_means_the_wider_one_too(stated: list[str], classes: set[str]) -> None:
    listed = bg.Medication(drug="some new drug", classes=stated)
    assert classes_listed(listed) == classes
    facts = Snapshot(Context(patient=bg.Patient(medications=[listed]), on=ON))
    assert truth(TAKES_OPIOID, facts) is Truth.of("opioid" in classes)
    assert truth(TAKES_STRONG_OPIOID, facts) is Truth.of("strong opioid" in classes)


@pytest.mark.parametrize(("narrow", "wide"), drugs.WIDER_CLASS.items())
def test_a_wider_class_holds_the_whole_of_the_narrower(narrow: str, wide: str) -> None:
    assert set(drugs.CLASSES[narrow]) < set(drugs.CLASSES[wide])


@pytest.mark.parametrize(
    ("name", "osmotic"),
    [("macrogol", True), ("macrogol 3350", True), ("macrogol 400", False), ("Movicol sachets", True)],
)
def test_a_number_that_says_which_substance_it_is_stays(name: str, osmotic: bool) -> None:
    assert ("osmotic laxative" in drugs.classes_of(name)) is osmotic
