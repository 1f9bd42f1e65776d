"""tools_manifest.yaml: policy, not code."""
