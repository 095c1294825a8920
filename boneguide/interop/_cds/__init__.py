"""The parts of :mod:`boneguide.interop.cds_hooks`."""
