"""Changes of what is agreed: asked for beside the version in force, letters about them."""
