"""Geometry of the drawings: plain data in, places on the page out. No Django, no floats.

x and widths are percent of the frame, y is in pixels: the drawing stretches with the page, letters keep their size.
Each figure is shown by a template of `base/parts/`, together with the same numbers in words or as a table.
"""

from organiser.base.figures.bars import Bars, Row, bars
from organiser.base.figures.line import LinePlot, line_plot
from organiser.base.figures.tally import TallyBar, tally_bar
from organiser.base.figures.term import TermLine, term_line
from organiser.base.figures.tree import Tree, TreeRow, tree

__all__ = [
    "Bars",
    "LinePlot",
    "Row",
    "TallyBar",
    "TermLine",
    "Tree",
    "TreeRow",
    "bars",
    "line_plot",
    "tally_bar",
    "term_line",
    "tree",
]
