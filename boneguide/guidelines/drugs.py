"""Names of drugs and the classes that the encoded rules ask about.

A name that is not listed here is reported as not recognised in the assessment;
it is never taken to be harmless in silence.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

ZOLEDRONIC_ACID = "zoledronic acid"
PAMIDRONATE = "pamidronate"
IBANDRONATE = "ibandronate"
CLODRONATE = "clodronate"
DENOSUMAB = "denosumab"

DEXAMETHASONE = "dexamethasone"

BONE_AGENTS = (ZOLEDRONIC_ACID, PAMIDRONATE, IBANDRONATE, CLODRONATE, DENOSUMAB)

#: Strong opioids of which the rules ask how much is taken.
_MORPHINE = ("morphine", "ms contin", "mst", "oramorph", "sevredol")
_OXYCODONE = ("oxycodone", "oxycontin", "oxynorm", "roxicodone")
_HYDROMORPHONE = ("hydromorphone", "dilaudid", "palladone")
_FENTANYL = ("fentanyl", "duragesic", "durogesic")
#: Fentanyl through mouth or nose, for episodes of pain.
_RAPID_FENTANYL = ("abstral", "actiq", "breakyl", "effentora", "fentora", "instanyl", "lazanda", "pecfent", "subsys")
_BUPRENORPHINE = ("buprenorphine", "butrans", "transtec")
_STRONG_OPIOIDS = (
    *_MORPHINE,
    *_OXYCODONE,
    *_HYDROMORPHONE,
    *_FENTANYL,
    *_BUPRENORPHINE,
    "diamorphine",
    "hydrocodone",
    "meperidine",
    "methadone",
    "oxymorphone",
    "percocet",
    "pethidine",
    "tapentadol",
    "vicodin",
)
_TRAMADOL = ("tramadol", "ultram", "zydol")
_WEAK_OPIOIDS = ("co-codamol", "co-dydramol", "codeine", "dextropropoxyphene", "dihydrocodeine", *_TRAMADOL)
_SSRIS_AND_SNRIS = (
    "citalopram",
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
_TRICYCLICS = ("amitriptyline", "clomipramine", "dosulepin", "imipramine", "nortriptyline")

#: Class of drugs to the names by which its members are recorded.
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ZOLEDRONIC_ACID: ("zoledronic acid", "zoledronate", "zometa", "reclast", "aclasta"),
        PAMIDRONATE: ("pamidronate", "pamidronic acid", "disodium pamidronate", "pamidronate disodium", "aredia"),
        IBANDRONATE: ("ibandronate", "ibandronic acid", "bondronat", "boniva", "bonviva"),
        CLODRONATE: ("clodronate", "clodronic acid", "sodium clodronate", "bonefos", "loron"),
        DENOSUMAB: ("denosumab", "xgeva", "wyost", "prolia", "jubbonti"),
        "osteoporosis zoledronic acid": ("reclast", "aclasta"),
        "osteoporosis denosumab": ("prolia", "jubbonti"),
        "oral bisphosphonate": ("alendronate", "alendronic acid", "risedronate", "risedronic acid", "etidronate"),
        "aminoglycoside": ("amikacin", "gentamicin", "netilmicin", "streptomycin", "tobramycin"),
        "loop diuretic": ("bumetanide", "furosemide", "frusemide", "torasemide", "torsemide"),
        "platinum": ("carboplatin", "cisplatin", "oxaliplatin"),
        "non-steroidal anti-inflammatory drug": (
            "celecoxib",
            "diclofenac",
            "etoricoxib",
            "ibuprofen",
            "indometacin",
            "ketorolac",
            "meloxicam",
            "naproxen",
        ),
        "calcineurin inhibitor": ("ciclosporin", "cyclosporine", "tacrolimus"),
        "amphotericin": ("amphotericin", "amphotericin b"),
        "iodinated contrast": ("iodinated contrast", "iohexol", "iopamidol", "iodixanol"),
        "thalidomide": ("thalidomide",),
        "calcitonin": ("calcitonin",),
        "angiogenesis inhibitor": ("bevacizumab", "sunitinib", "sorafenib", "pazopanib", "cabozantinib", "axitinib"),
        DEXAMETHASONE: ("dexamethasone",),
        "anticoagulant": (
            "apixaban",
            "dabigatran",
            "dalteparin",
            "edoxaban",
            "enoxaparin",
            "heparin",
            "rivaroxaban",
            "tinzaparin",
            "warfarin",
        ),
        "enzyme-inducing anticonvulsant": ("carbamazepine", "phenobarbital", "phenobarbitone", "phenytoin"),
        "immune checkpoint inhibitor": (
            "atezolizumab",
            "avelumab",
            "cemiplimab",
            "durvalumab",
            "ipilimumab",
            "nivolumab",
            "pembrolizumab",
        ),
        "corticosteroid": ("dexamethasone", "prednisolone", "prednisone", "methylprednisolone", "hydrocortisone"),
        "calcimimetic": ("cinacalcet", "etelcalcetide"),
        "estramustine": ("estramustine",),
        "abiraterone": ("abiraterone", "abiraterone acetate", "zytiga"),
        "enzalutamide": ("enzalutamide", "xtandi"),
        "nerve growth factor antibody": ("tanezumab",),
        "activin receptor trap": ("sotatercept", "winrevair"),
        "opioid": (*_STRONG_OPIOIDS, *_WEAK_OPIOIDS),
        "strong opioid": _STRONG_OPIOIDS,
        "morphine": _MORPHINE,
        "oxycodone": _OXYCODONE,
        "hydromorphone": _HYDROMORPHONE,
        "fentanyl": _FENTANYL,
        "rapid-onset fentanyl": _RAPID_FENTANYL,
        "buprenorphine": _BUPRENORPHINE,
        "hydrocodone": ("hydrocodone",),
        "oxymorphone": ("oxymorphone",),
        "methadone": ("methadone",),
        "pethidine": ("meperidine", "pethidine"),
        "weak opioid": _WEAK_OPIOIDS,
        "tramadol": _TRAMADOL,
        "codeine": ("codeine", "co-codamol"),
        "dihydrocodeine": ("dihydrocodeine", "co-dydramol"),
        "paracetamol": (
            "acetaminophen",
            "co-codamol",
            "co-dydramol",
            "panadol",
            "paracetamol",
            "percocet",
            "tylenol",
            "vicodin",
        ),
        "benzodiazepine": (
            "alprazolam",
            "clonazepam",
            "diazepam",
            "lorazepam",
            "midazolam",
            "nitrazepam",
            "oxazepam",
            "temazepam",
        ),
        "gabapentinoid": ("gabapentin", "lyrica", "neurontin", "pregabalin"),
        "pregabalin": ("pregabalin", "lyrica"),
        "gabapentin": ("gabapentin", "neurontin"),
        "stimulant laxative": ("bisacodyl", "dantron", "senna", "sennosides", "sodium picosulfate"),
        "osmotic laxative": ("lactulose", "macrogol", "magnesium hydroxide", "movicol", "polyethylene glycol"),
        "bulk-forming laxative": ("ispaghula", "methylcellulose", "psyllium", "sterculia"),
        "stool softener": ("docusate",),
        "ssri or snri": _SSRIS_AND_SNRIS,
        "tricyclic antidepressant": _TRICYCLICS,
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
            "candesartan",
            "captopril",
            "enalapril",
            "irbesartan",
            "lisinopril",
            "losartan",
            "olmesartan",
            "perindopril",
            "ramipril",
            "telmisartan",
            "trandolapril",
            "valsartan",
        ),
        "diuretic": (
            "amiloride",
            "bendroflumethiazide",
            "bumetanide",
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
        ),
        "lithium": ("lithium", "lithium carbonate", "lithium citrate"),
        "antiplatelet": ("acetylsalicylic acid", "aspirin", "clopidogrel", "dipyridamole", "prasugrel", "ticagrelor"),
        "cyp3a4 inhibitor": (
            "aprepitant",
            "clarithromycin",
            "cobicistat",
            "diltiazem",
            "erythromycin",
            "fluconazole",
            "itraconazole",
            "ketoconazole",
            "posaconazole",
            "ritonavir",
            "verapamil",
            "voriconazole",
        ),
        "naloxone": ("kloxxado", "naloxone", "narcan", "nyxoid"),
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

#: Classes that are nephrotoxic, so that bisphosphonates need renal caution.
NEPHROTOXIC = (
    "platinum",
    "non-steroidal anti-inflammatory drug",
    "calcineurin inhibitor",
    "amphotericin",
    "iodinated contrast",
    "aminoglycoside",
)

BISPHOSPHONATES = (ZOLEDRONIC_ACID, PAMIDRONATE, IBANDRONATE, CLODRONATE, "oral bisphosphonate")


@functools.cache
def _classes_by_name() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, names in CLASSES.items():
        for name in names:
            found.setdefault(name, set()).add(group)
    return {name: frozenset(groups) for name, groups in found.items()}


def classes_of(name: str) -> frozenset[str]:
    """Return the classes of a drug by any of its names; empty where it is not recognised.

    Example:
        >>> sorted(classes_of("Prolia"))
        ['denosumab', 'osteoporosis denosumab']
        >>> classes_of("some new drug")
        frozenset()
    """
    return _classes_by_name().get(name.strip().lower(), frozenset())
