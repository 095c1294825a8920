"""Brands, what each holds, and where that was read.

A brand stands here only where a register or a regulator says what it holds and all
that it holds is known to some class, so that no combination is taken for one of its
parts. Brands that hold something else beside it (Arthrotec, Vimovo, Trezix, Fioricet)
are left out: the assessment names them as not recognised. The same name may be
another product elsewhere; these are of the United States unless it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

#: RxNorm names in the opioid value sets of CDC (cqframework/opioid-cds-r4, commit b29bdcb; HL7 CPG for Subutex and
#: Alfenta).
_OPIOIDS = {
    "alfenta": "alfentanil",
    "arymo": "morphine",
    "belbuca": "buprenorphine",
    "brixadi": "buprenorphine",
    "bunavail": "buprenorphine/naloxone",
    "buprenex": "buprenorphine",
    "conzip": "tramadol",
    "demerol": "meperidine",
    "diskets": "methadone",
    "dolophine": "methadone",
    "dsuvia": "sufentanil",
    "duramorph": "morphine",
    "endocet": "oxycodone/acetaminophen",
    "endodan": "oxycodone/aspirin",
    "hycet": "hydrocodone/acetaminophen",
    "hysingla": "hydrocodone",
    "ibudone": "hydrocodone/ibuprofen",
    "infumorph": "morphine",
    "kadian": "morphine",
    "lorcet": "hydrocodone/acetaminophen",
    "lortab": "hydrocodone/acetaminophen",
    "methadose": "methadone",
    "mitigo": "morphine",
    "nalocet": "oxycodone/acetaminophen",
    "opana": "oxymorphone",
    "oxaydo": "oxycodone",
    "percodan": "oxycodone/aspirin",
    "primlev": "oxycodone/acetaminophen",
    "probuphine": "buprenorphine",
    "prolate": "oxycodone/acetaminophen",
    "qdolo": "tramadol",
    "reprexain": "hydrocodone/ibuprofen",
    "roxybond": "oxycodone",
    "seglentis": "tramadol/celecoxib",
    "sublocade": "buprenorphine",
    "suboxone": "buprenorphine/naloxone",
    "subutex": "buprenorphine",
    "ultracet": "tramadol/acetaminophen",
    "verdrocet": "hydrocodone/acetaminophen",
    "vicoprofen": "hydrocodone/ibuprofen",
    "xtampza": "oxycodone",
    "zamicet": "hydrocodone/acetaminophen",
    "zohydro": "hydrocodone",
    "zubsolv": "buprenorphine/naloxone",
}
#: RxNorm names in the value sets on drug interactions of HL7 (HL7/PDDI-CDS, commit 018be88), where every form goes into
#: the body. Percodan is read there too.
_ANTI_INFLAMMATORIES = {
    "anaprox": "naproxen",
    "anaprox ds": "naproxen",
    "ansaid": "flurbiprofen",
    "bufferin": "aspirin",
    "caldolor": "ibuprofen",
    "cambia": "diclofenac",
    "cataflam": "diclofenac",
    "daypro": "oxaprozin",
    "durlaza": "aspirin",
    "ecotrin": "aspirin",
    "feldene": "piroxicam",
    "indocin": "indomethacin",
    "lodine": "etodolac",
    "mobic": "meloxicam",
    "nalfon": "fenoprofen",
    "naprelan": "naproxen",
    "ponstel": "mefenamic acid",
    "tivorbex": "indomethacin",
    "treximet": "naproxen/sumatriptan",
    "vivlodex": "meloxicam",
    "zipsor": "diclofenac",
    "zorvolex": "diclofenac",
}
_CORTICOSTEROIDS = {
    "a-hydrocort": "hydrocortisone",
    "a-methapred": "methylprednisolone",
    "baycadron": "dexamethasone",
    "celestone soluspan": "betamethasone",
    "cortef": "hydrocortisone",
    "deltasone": "prednisone",
    "depo-medrol": "methylprednisolone",
    "dexpak": "dexamethasone",
    "dexpak taperpak": "dexamethasone",
    "flo-pred": "prednisolone",
    "medrol": "methylprednisolone",
    "medrol dosepak": "methylprednisolone",
    "millipred": "prednisolone",
    "orapred": "prednisolone",
    "orapred odt": "prednisolone",
    "pediapred": "prednisolone",
    "rayos": "prednisone",
    "solu-cortef": "hydrocortisone",
    "solu-medrol": "methylprednisolone",
    "veripred": "prednisolone",
}
#: The drug directory of FDA (openFDA, autumn 2026): of denosumab by its strength, 120 mg in 1.7 mL as Xgeva, 60 mg in
#: 1 mL as Prolia. Osenvelt: EMA, with Xgeva as its reference. Conexxence: its maker, with Prolia as its reference.
_OTHERS = {
    "bildyos": "prolia",
    "bomyntra": "xgeva",
    "conexxence": "prolia",
    "gralise": "gabapentin",
    "osenvelt": "xgeva",
    "ospomyv": "prolia",
    "oziltus": "xgeva",
    "xtrenbo": "xgeva",
}

#: Brand to the names of all that it holds.
BRANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        brand: tuple(holds.split("/"))
        for brand, holds in chain.from_iterable(
            group.items() for group in (_OPIOIDS, _ANTI_INFLAMMATORIES, _CORTICOSTEROIDS, _OTHERS)
        )
    }
)

#: In one tablet with an opioid it is not at hand.
_NOT_AT_HAND = "naloxone"


def with_brands(classes: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return classes of drugs with the brands of their members.

    Example:
        >>> with_brands({"oxycodone": ("oxycodone",), "gabapentin": ("gabapentin",)})["gabapentin"]
        ('gabapentin', 'gralise')
    """
    return MappingProxyType(
        {
            group: (
                *names,
                *(
                    brand
                    for brand, holds in BRANDS.items()
                    if not frozenset(holds).isdisjoint(names) and (group != _NOT_AT_HAND or len(holds) == 1)
                ),
            )
            for group, names in classes.items()
        }
    )
