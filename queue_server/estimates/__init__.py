"""How long people will wait: a simulation of the real queue, and the plain rules beside it. Pure."""
