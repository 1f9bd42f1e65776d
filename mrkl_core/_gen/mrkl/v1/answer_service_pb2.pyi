from google.protobuf import struct_pb2 as _struct_pb2
from mrkl_core._gen.mrkl.v1 import trace_pb2 as _trace_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AnswerStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ANSWER_STATUS_UNSPECIFIED: _ClassVar[AnswerStatus]
    ANSWER_STATUS_ANSWERED: _ClassVar[AnswerStatus]
    ANSWER_STATUS_FAILED: _ClassVar[AnswerStatus]
    ANSWER_STATUS_REFUSED: _ClassVar[AnswerStatus]
    ANSWER_STATUS_NEEDS_INPUT: _ClassVar[AnswerStatus]
ANSWER_STATUS_UNSPECIFIED: AnswerStatus
ANSWER_STATUS_ANSWERED: AnswerStatus
ANSWER_STATUS_FAILED: AnswerStatus
ANSWER_STATUS_REFUSED: AnswerStatus
ANSWER_STATUS_NEEDS_INPUT: AnswerStatus

class Candidate(_message.Message):
    __slots__ = ("tool", "score", "reason", "arguments", "by", "question", "sources", "parts")
    class PartsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    TOOL_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    tool: str
    score: float
    reason: str
    arguments: _struct_pb2.Struct
    by: str
    question: str
    sources: _containers.RepeatedCompositeFieldContainer[Source]
    parts: _containers.ScalarMap[str, float]
    def __init__(self, tool: _Optional[str] = ..., score: _Optional[float] = ..., reason: _Optional[str] = ..., arguments: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., by: _Optional[str] = ..., question: _Optional[str] = ..., sources: _Optional[_Iterable[_Union[Source, _Mapping]]] = ..., parts: _Optional[_Mapping[str, float]] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("argument", "start", "end", "sure", "how")
    ARGUMENT_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    SURE_FIELD_NUMBER: _ClassVar[int]
    HOW_FIELD_NUMBER: _ClassVar[int]
    argument: str
    start: int
    end: int
    sure: float
    how: str
    def __init__(self, argument: _Optional[str] = ..., start: _Optional[int] = ..., end: _Optional[int] = ..., sure: _Optional[float] = ..., how: _Optional[str] = ...) -> None: ...

class RouteStep(_message.Message):
    __slots__ = ("call", "words", "reference", "fits")
    CALL_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    FITS_FIELD_NUMBER: _ClassVar[int]
    call: Candidate
    words: str
    reference: str
    fits: str
    def __init__(self, call: _Optional[_Union[Candidate, _Mapping]] = ..., words: _Optional[str] = ..., reference: _Optional[str] = ..., fits: _Optional[str] = ...) -> None: ...

class Route(_message.Message):
    __slots__ = ("words", "chosen", "candidates", "refusal", "reasons", "question", "also", "steps", "unused")
    WORDS_FIELD_NUMBER: _ClassVar[int]
    CHOSEN_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ALSO_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    UNUSED_FIELD_NUMBER: _ClassVar[int]
    words: str
    chosen: Candidate
    candidates: _containers.RepeatedCompositeFieldContainer[Candidate]
    refusal: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    question: str
    also: _containers.RepeatedCompositeFieldContainer[Candidate]
    steps: _containers.RepeatedCompositeFieldContainer[RouteStep]
    unused: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, words: _Optional[str] = ..., chosen: _Optional[_Union[Candidate, _Mapping]] = ..., candidates: _Optional[_Iterable[_Union[Candidate, _Mapping]]] = ..., refusal: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ..., question: _Optional[str] = ..., also: _Optional[_Iterable[_Union[Candidate, _Mapping]]] = ..., steps: _Optional[_Iterable[_Union[RouteStep, _Mapping]]] = ..., unused: _Optional[_Iterable[str]] = ...) -> None: ...

class Answer(_message.Message):
    __slots__ = ("status", "answer", "value", "expert", "tool", "arguments", "evidence", "failure", "candidates", "run", "events")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    EXPERT_FIELD_NUMBER: _ClassVar[int]
    TOOL_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    status: AnswerStatus
    answer: str
    value: _struct_pb2.Value
    expert: str
    tool: str
    arguments: _struct_pb2.Struct
    evidence: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Evidence]
    failure: _trace_pb2.Failure
    candidates: _containers.RepeatedCompositeFieldContainer[Candidate]
    run: str
    events: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Event]
    def __init__(self, status: _Optional[_Union[AnswerStatus, str]] = ..., answer: _Optional[str] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., expert: _Optional[str] = ..., tool: _Optional[str] = ..., arguments: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., evidence: _Optional[_Iterable[_Union[_trace_pb2.Evidence, _Mapping]]] = ..., failure: _Optional[_Union[_trace_pb2.Failure, _Mapping]] = ..., candidates: _Optional[_Iterable[_Union[Candidate, _Mapping]]] = ..., run: _Optional[str] = ..., events: _Optional[_Iterable[_Union[_trace_pb2.Event, _Mapping]]] = ...) -> None: ...

class RouteQueryRequest(_message.Message):
    __slots__ = ("words",)
    WORDS_FIELD_NUMBER: _ClassVar[int]
    words: str
    def __init__(self, words: _Optional[str] = ...) -> None: ...

class RouteQueryResponse(_message.Message):
    __slots__ = ("route",)
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    route: Route
    def __init__(self, route: _Optional[_Union[Route, _Mapping]] = ...) -> None: ...

class AnswerQueryRequest(_message.Message):
    __slots__ = ("words", "today", "strategy")
    WORDS_FIELD_NUMBER: _ClassVar[int]
    TODAY_FIELD_NUMBER: _ClassVar[int]
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    words: str
    today: str
    strategy: str
    def __init__(self, words: _Optional[str] = ..., today: _Optional[str] = ..., strategy: _Optional[str] = ...) -> None: ...

class AnswerQueryResponse(_message.Message):
    __slots__ = ("answer",)
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    answer: Answer
    def __init__(self, answer: _Optional[_Union[Answer, _Mapping]] = ...) -> None: ...

class StreamAnswerRequest(_message.Message):
    __slots__ = ("words", "today", "strategy")
    WORDS_FIELD_NUMBER: _ClassVar[int]
    TODAY_FIELD_NUMBER: _ClassVar[int]
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    words: str
    today: str
    strategy: str
    def __init__(self, words: _Optional[str] = ..., today: _Optional[str] = ..., strategy: _Optional[str] = ...) -> None: ...

class StreamAnswerResponse(_message.Message):
    __slots__ = ("event", "answer")
    EVENT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    event: _trace_pb2.Event
    answer: Answer
    def __init__(self, event: _Optional[_Union[_trace_pb2.Event, _Mapping]] = ..., answer: _Optional[_Union[Answer, _Mapping]] = ...) -> None: ...
