"""Pages of staff sharing, one module per resource."""
