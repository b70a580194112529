"""The network map: who stands where, drawn as SVG on the page, as PNG for Word.

``picture``, which makes the PNG, is left out here: it takes matplotlib.
"""

from workbook.analysis.network_map.drawing import WORDS, draw
from workbook.analysis.network_map.inside import Group, Spot
from workbook.analysis.network_map.layout import LEAST, NetworkMap, network_map
from workbook.analysis.network_map.people import NETWORKS, Contact, Way
from workbook.analysis.network_map.selection import EVERYBODY, Only

__all__ = [
    "EVERYBODY",
    "LEAST",
    "NETWORKS",
    "WORDS",
    "Contact",
    "Group",
    "NetworkMap",
    "Only",
    "Spot",
    "Way",
    "draw",
    "network_map",
]
