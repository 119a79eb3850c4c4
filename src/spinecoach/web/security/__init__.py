"""The lock of the local door: any web page can talk to a port on this machine, so every request is looked at first.

The order: ``hosts`` (DNS rebinding), ``headers`` (what a browser may do with an answer), ``passphrase`` (only when one
is set), ``origins`` (who may change anything). Each is a plain ASGI layer with its own test.
"""
