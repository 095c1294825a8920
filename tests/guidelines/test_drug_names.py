"""Names of drugs: as lists print them, in combinations, and those that nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boneguide as bg
from boneguide import Status
from boneguide.guidelines import drugs
from boneguide.guidelines._brands import BRANDS
from boneguide.guidelines._drug_names import plainer
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts.analgesia import TAKES_NALOXONE, TAKES_OPIOID, TAKES_STRONG_OPIOID
from boneguide.guidelines.facts.corticosteroid import TAKES_ANTICOAGULANT
from boneguide.guidelines.facts.treatment import takes
from boneguide.logic import Truth, truth
from boneguide.logic.context import Context, Snapshot
from tests.guidelines.clean import ON, woman

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
        ("fentanyl transdermal system", {*STRONG, "fentanyl"}),
        ("fentanyl 0.025 MG/HR Transdermal System", {*STRONG, "fentanyl"}),
        ("72 HR fentanyl 0.025 MG/HR Transdermal System", {*STRONG, "fentanyl"}),
        ("168 HR buprenorphine 0.01 MG/HR Transdermal System", {*STRONG, "buprenorphine"}),
        ("12 HR morphine sulfate 30 MG Extended Release Oral Tablet", {*STRONG, "morphine"}),
        ("Abuse-Deterrent 12 HR oxycodone hydrochloride 15 MG Extended Release Oral Tablet", {*STRONG, "oxycodone"}),
        ("oxyCODONE-acetaminophen (PERCOCET) 5-325 mg per tablet", {*STRONG, "oxycodone", "paracetamol"}),
        ("oxyCODONE-acetaminophen 5-325 mg per tablet", {*STRONG, "oxycodone", "paracetamol"}),
        ("morphine (MS CONTIN) 15 mg 12 hr tablet", {*STRONG, "morphine"}),
        ("morphine (a brand that is not known) 15 mg tablet", {*STRONG, "morphine"}),
        ("denosumab (PROLIA) 60 mg/mL injection", {"denosumab", "osteoporosis denosumab"}),
        ("0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe", {"anticoagulant"}),
        ("zoledronic acid 0.04 MG/ML Injectable Solution", {"zoledronic acid"}),
        ("sumatriptan 12 MG/ML Auto-Injector", {"other serotonergic drug"}),
        ("diclofenac sodium 75 MG Delayed Release Oral Tablet", {"non-steroidal anti-inflammatory drug"}),
        ("fentanyl 72-hour patch", {*STRONG, "fentanyl"}),
        ("72 HR Fentanyl 0.025 MG/HR Transdermal System [Duragesic]", {*STRONG, "fentanyl"}),
        ("fentanyl 0.1 MG Sublingual Tablet [Abstral]", {*STRONG, "rapid-onset fentanyl"}),
        ("oxycodone hydrochloride 10 MG Oral Tablet [Some New Brand]", {*STRONG, "oxycodone"}),
        ("zoledronic acid 0.05 MG/ML Injection [Reclast]", {"zoledronic acid", "osteoporosis zoledronic acid"}),
        ("oxycodone [", set()),
        ("nervous system", set()),
        ("Palexia", {*STRONG, "tapentadol"}),
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
        ("Denosumab-bbdz", {"denosumab"}),
        ("denosumab-bmwo 60 mg/mL injection", {"denosumab", "osteoporosis denosumab"}),
        ("bevacizumab-awwb", {"angiogenesis inhibitor"}),
        ("IV bisphosphonates", {"bisphosphonate"}),
        ("Zoledronic acid 5mg/100 ml infusion", {"zoledronic acid", "osteoporosis zoledronic acid"}),
        ("zoledronic acid 4 mg/5 ml", {"zoledronic acid"}),
        ("zoledronic acid 0.5 mg", {"zoledronic acid"}),
        ("paracetamol 60 mg", {"paracetamol"}),
        ("aspirin EC 75 mg", {"antiplatelet", "aspirin"}),
        ("ASA dispersible tablets 300 mg", {"antiplatelet", "aspirin"}),
        ("Acetylsalicylic acid", {"antiplatelet", "aspirin"}),
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
            "diclofenac (voltaren) 1 % gel",
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
        *(("benazepril", "ramipril"), ("triamterene", "indapamide"), ("betamethasone", "prednisolone")),
        *(("primidone", "phenytoin"), ("methotrexate", "docetaxel")),
    ],
)
def test_a_brand_is_what_it_holds(brand: str, generic: str) -> None:
    assert drugs.classes_of(brand) == drugs.classes_of(generic) != frozenset()


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brand_has_the_classes_of_all_that_it_holds(brand: str) -> None:
    holds = BRANDS[brand]
    assert all(drugs.classes_of(name) for name in holds)
    together = frozenset().union(*(drugs.classes_of(name) for name in holds))
    assert drugs.classes_of(brand) == (together - {"naloxone"} if len(holds) > 1 else together)
    assert drugs.classes_of(brand.upper()) == drugs.classes_of(brand)
    # A brand is of no substance that has its name.
    assert brand not in {name for names in BRANDS.values() for name in names}


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Kadian 20 mg ER capsules", {*STRONG, "morphine"}),
        ("Xtampza ER 9 mg", {*STRONG, "oxycodone"}),
        ("Endocet 5-325", {*STRONG, "oxycodone", "paracetamol"}),
        ("Percodan", {*STRONG, "oxycodone", "aspirin", "antiplatelet"}),
        ("Hysingla ER", {*STRONG, "hydrocodone"}),
        ("Vicoprofen", {*STRONG, *NSAID, "hydrocodone"}),
        ("Opana", {*STRONG, "oxymorphone"}),
        ("Dolophine", {*STRONG, "methadone"}),
        ("Demerol", {*STRONG, "pethidine"}),
        ("Belbuca", {*STRONG, "buprenorphine"}),
        ("Suboxone 8 mg/2 mg sublingual film", {*STRONG, "buprenorphine"}),
        ("Suboxone", {*STRONG, "buprenorphine"}),
        ("Ultracet", {*WEAK, "tramadol", "paracetamol"}),
        ("Seglentis", {*WEAK, *NSAID, "tramadol"}),
        ("Mobic", NSAID),
        ("Treximet", {*NSAID, "other serotonergic drug"}),
        ("Medrol Dosepak", {"corticosteroid"}),
        ("DexPak TaperPak", {"corticosteroid", "dexamethasone"}),
        ("Gralise", {"gabapentin", "gabapentinoid"}),
        ("Osenvelt", {"denosumab"}),
        ("Conexxence", {"denosumab", "osteoporosis denosumab"}),
        ("mirtazapine 15 mg", {"other serotonergic drug"}),
        ("Ondansetron", {"other serotonergic drug"}),
        # What holds something else beside it, or is put on the skin or into the eye, is not recognised.
        *((name, set()) for name in ("Arthrotec", "Vimovo", "Trezix", "Fioricet", "Pennsaid", "Acular", "Horizant")),
        *((name, set()) for name in ("Advil PM", "Tylenol PM", "Lortab ASA", "Kenalog", "Celestone")),
    ],
)
def test_further_brands(name: str, classes: set[str]) -> None:
    assert drugs.classes_of(name) == classes


def test_an_allergy_is_found_by_a_further_brand() -> None:
    listed = woman(allergies=["rash after Osenvelt"])
    assert bg.assess(listed, on=ON, jurisdiction="US")["denosumab"].status is Status.CONTRAINDICATED


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


def test_a_brand_behind_the_substance_comes_before_it() -> None:
    plain = list(plainer("Oxycodone 10 MG Oral Tablet [OxyContin]"))
    assert plain[0] == "oxycodone 10 mg oral tablet [oxycontin]"
    assert plain.index("oxycontin") < plain.index("oxycodone")
    assert plain[-1] == "oxycodone"


# ------------------------------------------------------------------ antibodies with four letters behind their name


def test_the_letters_of_a_biosimilar_are_left_out_everywhere() -> None:
    name = "Denosumab-bbdz"
    assert bg.Medication(drug=name).drug == "denosumab"
    assert bg.BoneAgentDose(drug=name).drug == "denosumab"
    assert woman(allergies=[name]).allergies == ("denosumab",)
    order = bg.Regimen(drug=name, route="SC", dose=bg.Q(120, "mg"))
    assert bg.check(order, woman(), on=ON, jurisdiction="US").verdict is bg.Verdict.ACCEPT
    assert bg.assess(woman(allergies=[name]), on=ON, jurisdiction="US")["denosumab"].status is Status.CONTRAINDICATED


@pytest.mark.parametrize("name", ["denosumab-bbd", "denosumab-bbdzz", "denosumab-bbdz-x", "mitomycin-bbdz"])
def test_other_letters_stay(name: str) -> None:
    assert bg.Medication(drug=name).drug == name


# ------------------------------------------------------------------ allergies as they are written down

ENTRIES = [
    ("zoledronic acid (Zometa)", {"zoledronic-acid", "pamidronate"}),
    ("Zoledronic acid - rash", {"zoledronic-acid", "pamidronate"}),
    ("Zometa: fever and rash", {"zoledronic-acid", "pamidronate"}),
    ("Bisphosphonate allergy", {"pamidronate"}),
    ("iv bisphosphonates", {"pamidronate"}),
    ("reaction to alendronate", {"pamidronate"}),
    ("Xgeva (denosumab)", {"denosumab"}),
    ("denosumab-bbdz, anaphylaxis 2024", {"denosumab"}),
    ("zoledronic acid; denosumab", {"zoledronic-acid", "pamidronate", "denosumab"}),
]


@pytest.mark.parametrize(("entry", "barred"), ENTRIES)
def test_a_name_with_something_beside_it_is_understood(entry: str, barred: set[str]) -> None:
    answers = bg.assess(woman(allergies=[entry]), on=ON, jurisdiction="US")
    rules = ("zoledronic-acid", "pamidronate", "denosumab")
    assert {rule for rule in rules if answers[rule].status is Status.CONTRAINDICATED} == barred
    assert not any("No rule asks about" in note for note in answers.notes)


@pytest.mark.parametrize(
    "entry",
    [
        "no allergy to denosumab",
        "not allergic to denosumab",
        "denosumab: tolerated",
        "denies reaction to denosumab",
        "denosumabs",
        "denosumab-related rash",
        "anti-denosumab",
        "no known drug allergies",
    ],
)
def test_an_entry_that_is_turned_round_or_another_word_is_named_and_left_to_the_reader(entry: str) -> None:
    answers = bg.assess(woman(allergies=[entry]), on=ON, jurisdiction="US")
    assert answers["denosumab"].status is Status.RECOMMENDED
    assert any(f"No rule asks about a hypersensitivity to {entry}." in note for note in answers.notes)


# ------------------------------------------------------------------ classes that are stated


@pytest.mark.parametrize(
    ("medication", "named"),
    [
        (bg.Medication(drug="new drug", classes=["no such class"]), True),
        (bg.Medication(drug="new drug", classes=["loop diuretic"]), False),
        (bg.Medication(drug="new drug", classes=["no such class", "loop diuretic"]), False),
        (bg.Medication(drug="new drug", product="Zometa"), False),
        (bg.Medication(drug="new drug"), True),
        (bg.Medication(drug="furosemide", classes=["no such class"]), False),
    ],
)
def test_a_class_that_nobody_knows_does_not_make_a_drug_known(medication: bg.Medication, named: bool) -> None:
    answers = bg.assess(woman(medications=[medication]), on=ON, jurisdiction="US")
    told = f"Not recognised, so no interaction was looked for: {medication.drug}."
    assert any(told in note for note in answers.notes) is named


def test_a_class_that_a_rule_of_ones_own_asks_about_is_known() -> None:
    takes("class of a hospital", name="takes_class_of_a_hospital", label="a drug of the class")
    listed = bg.Medication(drug="new drug", classes=["class of a hospital"])
    assert not bg.assess(woman(medications=[listed]), on=ON, jurisdiction="US").notes


@pytest.mark.parametrize(
    ("medication", "status"),
    [
        (bg.Medication(drug="infusion", classes=["bisphosphonate"]), Status.NOT_RECOMMENDED),
        (bg.Medication(drug="bisphosphonates"), Status.NOT_RECOMMENDED),
        # The class beside a name is that of the name.
        (bg.Medication(drug="Zometa", classes=["bisphosphonate"]), Status.RECOMMENDED),
        (bg.Medication(drug="Fosamax", classes=["bisphosphonate"]), Status.NOT_RECOMMENDED),
    ],
)
def test_a_bisphosphonate_without_a_name_is_one(medication: bg.Medication, status: Status) -> None:
    answers = bg.assess(woman(medications=[medication]), on=ON, jurisdiction="US")
    assert answers["zoledronic-acid"].status is status
    assert not answers.notes
    assert "bisphosphonate-beside" in {finding.id for finding in answers["denosumab"].findings}
