"""Genes of a figure become families: the drawn word, not its sixty genes, is what the figure shows.

`group_genes` finds three kinds of family: words that stood for many genes (`drawn`), genes drawn one by one that
belong together, and families that the caption names (`adopted`). `suspect_genes` tells which genes are in the
figure's list by mistake, `single_genes` which stand for themselves.
"""

from pfocr_net.families.group import figure_genes, group_genes, sift_genes, single_genes, suspect_genes

__all__ = ["figure_genes", "group_genes", "sift_genes", "single_genes", "suspect_genes"]
