"""Names of drugs and the classes that the encoded rules ask about.

A name that is not listed here is reported as not recognised in the assessment;
it is never taken to be harmless in silence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from boneguide.guidelines._brands import with_brands
from boneguide.guidelines._drug_names import joined, plainer

ZOLEDRONIC_ACID = "zoledronic acid"
PAMIDRONATE = "pamidronate"
IBANDRONATE = "ibandronate"
CLODRONATE = "clodronate"
DENOSUMAB = "denosumab"

DEXAMETHASONE = "dexamethasone"

#: A bisphosphonate of which only the class is on record.
UNNAMED_BISPHOSPHONATE = "bisphosphonate"

#: Each dose waits for the creatinine.
RENALLY_GATED = (ZOLEDRONIC_ACID, PAMIDRONATE)
#: Given into a vein; of ibandronate there are tablets as well.
INTRAVENOUS_BISPHOSPHONATES = (ZOLEDRONIC_ACID, PAMIDRONATE, IBANDRONATE)
BONE_AGENTS = (ZOLEDRONIC_ACID, PAMIDRONATE, IBANDRONATE, CLODRONATE, DENOSUMAB)

#: Strong opioids of which the rules ask how much is taken.
_MORPHINE = ("morphine", "ms contin", "mst", "mst continus", "oramorph", "sevredol", "zomorph")
_OXYCODONE = (
    "abtard",
    "longtec",
    "oxycodone",
    "oxycontin",
    "oxynorm",
    "percocet",
    "roxicodone",
    "shortec",
    "targinact",
)
_HYDROCODONE = ("hydrocodone", "norco", "vicodin")
_HYDROMORPHONE = ("hydromorphone", "dilaudid", "jurnista", "palladone")
_FENTANYL = ("fentanyl", "duragesic", "durogesic", "durogesic dtrans", "fencino", "matrifen", "mezolar")
#: Fentanyl through mouth or nose, for episodes of pain.
_RAPID_FENTANYL = ("abstral", "actiq", "breakyl", "effentora", "fentora", "instanyl", "lazanda", "pecfent", "subsys")
_BUPRENORPHINE = ("buprenorphine", "butec", "butrans", "norspan", "temgesic", "transtec")
_METHADONE = ("methadone", "physeptone")
_TAPENTADOL = ("nucynta", "palexia", "tapentadol")
_STRONG_OPIOIDS = (
    *_MORPHINE,
    *_OXYCODONE,
    *_HYDROCODONE,
    *_HYDROMORPHONE,
    *_FENTANYL,
    *_RAPID_FENTANYL,
    *_BUPRENORPHINE,
    *_TAPENTADOL,
    *_METHADONE,
    "alfentanil",
    "diamorphine",
    "dipipanone",
    # Not counted as methadone, of whose strength it is about twice.
    "l-polamidon",
    "levomethadone",
    "levorphanol",
    "meperidine",
    "oxymorphone",
    "pethidine",
    "piritramide",
    "sufentanil",
)
_TRAMADOL = ("tramacet", "tramadol", "ultram", "zamadol", "zydol")
#: Codeine with paracetamol.
_CO_CODAMOL = ("co-codamol", "kapake", "solpadol", "tylex", "zapain")
_DIHYDROCODEINE = ("co-dydramol", "dhc continus", "dihydrocodeine")
_WEAK_OPIOIDS = (*_CO_CODAMOL, *_DIHYDROCODEINE, "codeine", "dextropropoxyphene", "tilidine", *_TRAMADOL)
#: Agonists and antagonists at once, which are called neither weak nor strong here.
_MIXED_OPIOIDS = ("butorphanol", "meptazinol", "nalbuphine", "pentazocine")
_SSRIS_AND_SNRIS = (
    "citalopram",
    "cymbalta",
    "desvenlafaxine",
    "duloxetine",
    "escitalopram",
    "fluoxetine",
    "fluvoxamine",
    "milnacipran",
    "paroxetine",
    "sertraline",
    "venlafaxine",
)
_TRICYCLICS = ("amitriptyline", "clomipramine", "dosulepin", "doxepin", "imipramine", "nortriptyline")

_ASPIRIN = ("acetylsalicylic acid", "asa", "aspirin")

#: Class of drugs to the names by which its members are recorded, further brands included.
CLASSES: Mapping[str, tuple[str, ...]] = with_brands(
    {
        ZOLEDRONIC_ACID: ("zoledronic acid", "zoledronate", "zometa", "reclast", "aclasta"),
        PAMIDRONATE: ("pamidronate", "pamidronic acid", "disodium pamidronate", "pamidronate disodium", "aredia"),
        IBANDRONATE: ("ibandronate", "ibandronic acid", "bondronat", "boniva", "bonviva"),
        CLODRONATE: ("clodronate", "clodronic acid", "sodium clodronate", "bonefos", "loron"),
        DENOSUMAB: ("denosumab", "xgeva", "wyost", "prolia", "jubbonti"),
        "osteoporosis zoledronic acid": ("reclast", "aclasta"),
        "osteoporosis denosumab": ("prolia", "jubbonti"),
        "oral bisphosphonate": (
            "actonel",
            "alendronate",
            "alendronic acid",
            "etidronate",
            "fosamax",
            "fosavance",
            "risedronate",
            "risedronic acid",
        ),
        UNNAMED_BISPHOSPHONATE: ("bisphosphonate", "bisphosphonates"),
        "aminoglycoside": ("amikacin", "gentamicin", "netilmicin", "streptomycin", "tobramycin"),
        "loop diuretic": ("bumetanide", "furosemide", "frusemide", "torasemide", "torsemide"),
        "chemotherapy": (
            "cabazitaxel",
            "capecitabine",
            "cyclophosphamide",
            "docetaxel",
            "doxorubicin",
            "etoposide",
            "gemcitabine",
            "melphalan",
            "methotrexate",
            "paclitaxel",
            "vinorelbine",
        ),
        "platinum": ("carboplatin", "cisplatin", "oxaliplatin"),
        "non-steroidal anti-inflammatory drug": (
            "aceclofenac",
            "advil",
            "aleve",
            "arcoxia",
            "brufen",
            "celebrex",
            "celecoxib",
            "dexketoprofen",
            "diclofenac",
            "etodolac",
            "etoricoxib",
            "fenoprofen",
            "flurbiprofen",
            "ibuprofen",
            "indometacin",
            "indomethacin",
            "ketoprofen",
            "ketorolac",
            "mefenamic acid",
            "meloxicam",
            "motrin",
            "nabumetone",
            "naprosyn",
            "naproxen",
            "nurofen",
            "oxaprozin",
            "parecoxib",
            "piroxicam",
            "voltaren",
            "voltarol",
        ),
        "calcineurin inhibitor": ("ciclosporin", "cyclosporine", "tacrolimus"),
        "amphotericin": ("amphotericin", "amphotericin b"),
        "iodinated contrast": ("iodinated contrast", "iohexol", "iopamidol", "iodixanol"),
        "thalidomide": ("thalidomide", "thalomid"),
        "calcitonin": (
            "calcitonin",
            "calcitonin (salmon)",
            "calcitonin salmon",
            "miacalcic",
            "miacalcin",
            "salcatonin",
            "salmon calcitonin",
        ),
        "angiogenesis inhibitor": (
            *("avastin", "axitinib", "bevacizumab", "cabometyx", "cabozantinib", "inlyta", "lenvatinib", "lenvima"),
            *("nexavar", "pazopanib", "ramucirumab", "regorafenib", "sorafenib", "sunitinib", "sutent", "vandetanib"),
            "votrient",
        ),
        DEXAMETHASONE: ("decadron", "dexamethasone"),
        "anticoagulant": (
            "acenocoumarol",
            "apixaban",
            "bemiparin",
            "clexane",
            "coumadin",
            "dabigatran",
            "dalteparin",
            "edoxaban",
            "eliquis",
            "enoxaparin",
            "fondaparinux",
            "fragmin",
            "heparin",
            "lixiana",
            "nadroparin",
            "phenprocoumon",
            "rivaroxaban",
            "tinzaparin",
            "warfarin",
            "xarelto",
        ),
        "enzyme-inducing anticonvulsant": (
            "carbamazepine",
            "phenobarbital",
            "phenobarbitone",
            "phenytoin",
            "primidone",
        ),
        "enzyme inducer": ("rifampicin", "rifampin"),
        "immune checkpoint inhibitor": (
            "atezolizumab",
            "avelumab",
            "cemiplimab",
            "durvalumab",
            "ipilimumab",
            "nivolumab",
            "pembrolizumab",
        ),
        "corticosteroid": (
            "betamethasone",
            "decadron",
            "dexamethasone",
            "hydrocortisone",
            "methylprednisolone",
            "prednisolone",
            "prednisone",
        ),
        "calcimimetic": ("cinacalcet", "etelcalcetide", "mimpara", "parsabiv", "sensipar"),
        "estramustine": ("estramustine",),
        "abiraterone": ("abiraterone", "abiraterone acetate", "zytiga"),
        "radium-223": ("radium 223", "radium-223", "radium-223 chloride", "radium-223 dichloride", "xofigo"),
        "strontium-89": ("metastron", "strontium 89", "strontium-89", "strontium-89 chloride"),
        "samarium-153": (
            *("quadramet", "samarium 153", "samarium-153", "samarium-153 lexidronam", "samarium lexidronam"),
            "samarium (153sm) lexidronam",
        ),
        "enzalutamide": ("enzalutamide", "xtandi"),
        "nerve growth factor antibody": ("tanezumab",),
        "activin receptor trap": ("sotatercept", "winrevair"),
        "opioid": (*_STRONG_OPIOIDS, *_WEAK_OPIOIDS, *_MIXED_OPIOIDS),
        "strong opioid": _STRONG_OPIOIDS,
        "morphine": _MORPHINE,
        "oxycodone": _OXYCODONE,
        "hydromorphone": _HYDROMORPHONE,
        "fentanyl": _FENTANYL,
        "rapid-onset fentanyl": _RAPID_FENTANYL,
        "buprenorphine": _BUPRENORPHINE,
        "hydrocodone": _HYDROCODONE,
        "oxymorphone": ("oxymorphone",),
        "methadone": _METHADONE,
        "tapentadol": _TAPENTADOL,
        "pethidine": ("meperidine", "pethidine"),
        "agonist-antagonist opioid": _MIXED_OPIOIDS,
        "opioid antagonist": ("naltrexone",),
        "weak opioid": _WEAK_OPIOIDS,
        "tramadol": _TRAMADOL,
        "codeine": ("codeine", *_CO_CODAMOL),
        "dihydrocodeine": _DIHYDROCODEINE,
        "paracetamol": (
            "acetaminophen",
            *_CO_CODAMOL,
            "co-dydramol",
            "norco",
            "panadol",
            "paracetamol",
            "percocet",
            "tramacet",
            "tylenol",
            "vicodin",
        ),
        "benzodiazepine": (
            "alprazolam",
            "ativan",
            "chlordiazepoxide",
            "clobazam",
            "clonazepam",
            "diazepam",
            "lorazepam",
            "lormetazepam",
            "midazolam",
            "nitrazepam",
            "oxazepam",
            "temazepam",
            "valium",
            "xanax",
        ),
        "gabapentinoid": ("gabapentin", "lyrica", "neurontin", "pregabalin"),
        "pregabalin": ("pregabalin", "lyrica"),
        "gabapentin": ("gabapentin", "neurontin"),
        "stimulant laxative": (
            "bisacodyl",
            "dantron",
            "dulcolax",
            "senna",
            "senokot",
            "sennosides",
            "sodium picosulfate",
        ),
        "osmotic laxative": (
            "lactulose",
            "laxido",
            "macrogol",
            "macrogol 3350",
            "magnesium hydroxide",
            "miralax",
            "movicol",
            "polyethylene glycol",
            "polyethylene glycol 3350",
        ),
        "bulk-forming laxative": (
            "fybogel",
            "ispaghula",
            "ispaghula husk",
            "methylcellulose",
            "psyllium",
            "sterculia",
        ),
        "stool softener": ("docusate",),
        "ssri or snri": _SSRIS_AND_SNRIS,
        "tricyclic antidepressant": _TRICYCLICS,
        "amitriptyline": ("amitriptyline",),
        # Classes and names of the warning of serotonin syndrome in the US label of tramadol.
        "other serotonergic drug": (
            *("cyclobenzaprine", "metaxalone", "mirtazapine", "trazodone"),
            *("almotriptan", "eletriptan", "frovatriptan", "naratriptan", "rizatriptan", "sumatriptan", "zolmitriptan"),
            *("dolasetron", "granisetron", "ondansetron", "palonosetron", "tropisetron"),
        ),
        "monoamine oxidase inhibitor": (
            "isocarboxazid",
            "linezolid",
            "methylene blue",
            "moclobemide",
            "phenelzine",
            "rasagiline",
            "selegiline",
            "tranylcypromine",
        ),
        "strong cyp2d6 inhibitor": ("bupropion", "fluoxetine", "paroxetine", "quinidine"),
        "duloxetine": ("duloxetine", "cymbalta"),
        "ace inhibitor or angiotensin receptor blocker": (
            "azilsartan",
            "benazepril",
            "candesartan",
            "captopril",
            "enalapril",
            "entresto",
            "fosinopril",
            "irbesartan",
            "lisinopril",
            "losartan",
            "olmesartan",
            "perindopril",
            "quinapril",
            "ramipril",
            "telmisartan",
            "trandolapril",
            "valsartan",
        ),
        "neprilysin inhibitor": ("entresto", "sacubitril"),
        "diuretic": (
            "amiloride",
            "bendroflumethiazide",
            "bumetanide",
            "chlorthalidone",
            "chlortalidone",
            "eplerenone",
            "frusemide",
            "furosemide",
            "hydrochlorothiazide",
            "indapamide",
            "metolazone",
            "spironolactone",
            "torasemide",
            "torsemide",
            "triamterene",
        ),
        "lithium": ("lithium", "lithium carbonate", "lithium citrate"),
        "aspirin": _ASPIRIN,
        "antiplatelet": (
            *_ASPIRIN,
            "clopidogrel",
            "dipyridamole",
            "plavix",
            "prasugrel",
            "ticagrelor",
        ),
        "cyp3a4 inhibitor": (
            "amiodarone",
            "aprepitant",
            "clarithromycin",
            "cobicistat",
            "diltiazem",
            "erythromycin",
            "fluconazole",
            "grapefruit",
            "grapefruit juice",
            "itraconazole",
            "ketoconazole",
            "nefazodone",
            "nelfinavir",
            "nirmatrelvir",
            "paxlovid",
            "posaconazole",
            "ritonavir",
            "verapamil",
            "voriconazole",
        ),
        "naloxone": ("kloxxado", "naloxone", "narcan", "nyxoid", "prenoxad"),
        "calcium supplement": ("calcium", "calcium carbonate", "calcium citrate"),
        "vitamin D": ("vitamin d", "vitamin d3", "colecalciferol", "cholecalciferol", "ergocalciferol", "calcifediol"),
        "oral absorption blocker": (
            "aluminium hydroxide",
            "antacid",
            "calcium",
            "calcium carbonate",
            "ferrous fumarate",
            "ferrous sulfate",
            "iron",
            "magnesium",
            "magnesium hydroxide",
        ),
    }
)

_COMBINED_WITH_OPIOIDS = ("antiplatelet", "non-steroidal anti-inflammatory drug", "paracetamol")

#: A class to the wider one that every member of it belongs to, so that stating the first states both.
WIDER_CLASS: Mapping[str, str] = MappingProxyType(
    {
        "rapid-onset fentanyl": "strong opioid",
        "strong opioid": "opioid",
        "weak opioid": "opioid",
        "agonist-antagonist opioid": "opioid",
        "loop diuretic": "diuretic",
    }
)

#: Classes that are nephrotoxic, so that bisphosphonates need renal caution.
NEPHROTOXIC = (
    "platinum",
    "non-steroidal anti-inflammatory drug",
    "calcineurin inhibitor",
    "amphotericin",
    "iodinated contrast",
    "aminoglycoside",
)

BISPHOSPHONATES = (
    ZOLEDRONIC_ACID,
    PAMIDRONATE,
    IBANDRONATE,
    CLODRONATE,
    "oral bisphosphonate",
    UNNAMED_BISPHOSPHONATE,
)


@functools.cache
def _classes_by_name() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, names in CLASSES.items():
        for name in names:
            found.setdefault(name, set()).add(group)
    return {name: frozenset(groups) for name, groups in found.items()}


#: Strengths that make a product one for osteoporosis, where a name prints them.
_OSTEOPOROSIS_STRENGTHS = {
    ZOLEDRONIC_ACID: re.compile(r"(?<![\d.,])5\s*(?:mg\b|$)"),
    DENOSUMAB: re.compile(r"(?<![\d.,])60\s*(?:mg\b|$)"),
}


@functools.lru_cache(maxsize=4096)
def classes_of(name: str) -> frozenset[str]:
    """Return the classes of a drug by any of its names; empty where it is not recognised.

    The name as it stands comes first; then strength, form and salt are left out.
    A name that joins several drugs has the classes of all, if all are known.

    Example:
        >>> sorted(classes_of("Prolia"))
        ['denosumab', 'osteoporosis denosumab']
        >>> sorted(classes_of("Warfarin sodium 5 mg tablets"))
        ['anticoagulant']
        >>> classes_of("some new drug")
        frozenset()
    """
    for plain in plainer(name):
        found = _classes_by_name().get(plain)
        if found is not None:
            printed = (agent for agent, strength in _OSTEOPOROSIS_STRENGTHS.items() if strength.search(name.lower()))
            return found | {f"osteoporosis {agent}" for agent in printed if agent in found}
    for plain in plainer(name):
        for parts in joined(plain):
            each = [classes_of(part) for part in parts]
            if all(each):
                # Naloxone in one tablet with an opioid is not naloxone at hand.
                return frozenset().union(*each) - {"naloxone"}
    return frozenset()


def classes_stated(group: str) -> frozenset[str]:
    """Return a class that was stated with what it implies, as if a drug of that name had been listed.

    Example:
        >>> sorted(classes_stated("strong opioid")), sorted(classes_stated("morphine"))
        (['opioid', 'strong opioid'], ['morphine', 'opioid', 'strong opioid'])
    """
    wider = WIDER_CLASS.get(group)
    return classes_of(group) | {group} | (frozenset() if wider is None else classes_stated(wider))


def is_opioid_alone(classes: frozenset[str]) -> bool:
    """Return whether classes are those of an opioid without another painkiller, so that an amount is of the opioid.

    Example:
        >>> is_opioid_alone(classes_of("Percocet")), is_opioid_alone(classes_of("oxycodone"))
        (False, True)
    """
    return "opioid" in classes and classes.isdisjoint(_COMBINED_WITH_OPIOIDS)
