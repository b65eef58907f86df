"""The explorer's index: a query in, total, ids and facet counts out, over what one tier may read."""
