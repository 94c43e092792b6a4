"""Every page, at every width, with an eye on who cannot see, who cannot tap finely, and what a browser forbids."""
