"""The record in the words of FHIR R4B, resource by resource, as plain JSON. Tests validate it with fhir.resources."""
