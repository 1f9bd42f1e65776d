"""The gRPC surface: mrkl.v1 on grpc.aio, with health and reflection."""
