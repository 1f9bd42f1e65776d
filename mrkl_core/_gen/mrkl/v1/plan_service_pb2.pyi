from google.protobuf import struct_pb2 as _struct_pb2
from mrkl_core._gen.mrkl.v1 import trace_pb2 as _trace_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Reach(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REACH_UNSPECIFIED: _ClassVar[Reach]
    REACH_REACHABLE: _ClassVar[Reach]
    REACH_UNREACHABLE: _ClassVar[Reach]
    REACH_UNDECIDED: _ClassVar[Reach]

class ExecutionStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXECUTION_STATUS_UNSPECIFIED: _ClassVar[ExecutionStatus]
    EXECUTION_STATUS_DONE: _ClassVar[ExecutionStatus]
    EXECUTION_STATUS_NEEDS_APPROVAL: _ClassVar[ExecutionStatus]
    EXECUTION_STATUS_NEEDS_INPUT: _ClassVar[ExecutionStatus]
    EXECUTION_STATUS_STOPPED: _ClassVar[ExecutionStatus]

class StepOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STEP_OUTCOME_UNSPECIFIED: _ClassVar[StepOutcome]
    STEP_OUTCOME_OBSERVED: _ClassVar[StepOutcome]
    STEP_OUTCOME_REPORTED: _ClassVar[StepOutcome]
    STEP_OUTCOME_DEVIATED: _ClassVar[StepOutcome]
    STEP_OUTCOME_FAILED: _ClassVar[StepOutcome]
    STEP_OUTCOME_LOST: _ClassVar[StepOutcome]

class SolveStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SOLVE_STATUS_UNSPECIFIED: _ClassVar[SolveStatus]
    SOLVE_STATUS_SOLVED_OPTIMALLY: _ClassVar[SolveStatus]
    SOLVE_STATUS_SOLVED_SATISFICING: _ClassVar[SolveStatus]
    SOLVE_STATUS_UNSOLVABLE: _ClassVar[SolveStatus]
    SOLVE_STATUS_TIMEOUT: _ClassVar[SolveStatus]
    SOLVE_STATUS_MEMOUT: _ClassVar[SolveStatus]
    SOLVE_STATUS_UNSUPPORTED: _ClassVar[SolveStatus]
    SOLVE_STATUS_NO_PLAN_FOUND: _ClassVar[SolveStatus]

class FormalizeStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FORMALIZE_STATUS_UNSPECIFIED: _ClassVar[FormalizeStatus]
    FORMALIZE_STATUS_FORMALIZED: _ClassVar[FormalizeStatus]
    FORMALIZE_STATUS_NEEDS_INPUT: _ClassVar[FormalizeStatus]
    FORMALIZE_STATUS_NOT_UNDERSTOOD: _ClassVar[FormalizeStatus]

class Faithfulness(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FAITHFULNESS_UNSPECIFIED: _ClassVar[Faithfulness]
    FAITHFULNESS_PROVED: _ClassVar[Faithfulness]
    FAITHFULNESS_ASSUMED: _ClassVar[Faithfulness]
    FAITHFULNESS_UNSURE: _ClassVar[Faithfulness]

class PlanStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PLAN_STATUS_UNSPECIFIED: _ClassVar[PlanStatus]
    PLAN_STATUS_SOLVED_OPTIMALLY: _ClassVar[PlanStatus]
    PLAN_STATUS_SOLVED_SATISFICING: _ClassVar[PlanStatus]
    PLAN_STATUS_UNSOLVABLE: _ClassVar[PlanStatus]
    PLAN_STATUS_TIMEOUT: _ClassVar[PlanStatus]
    PLAN_STATUS_MEMOUT: _ClassVar[PlanStatus]
    PLAN_STATUS_UNSUPPORTED: _ClassVar[PlanStatus]
    PLAN_STATUS_NO_PLAN_FOUND: _ClassVar[PlanStatus]
    PLAN_STATUS_FORMALIZED: _ClassVar[PlanStatus]
    PLAN_STATUS_NEEDS_INPUT: _ClassVar[PlanStatus]
    PLAN_STATUS_NOT_UNDERSTOOD: _ClassVar[PlanStatus]

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEVERITY_UNSPECIFIED: _ClassVar[Severity]
    SEVERITY_ERROR: _ClassVar[Severity]
    SEVERITY_WARNING: _ClassVar[Severity]
    SEVERITY_NOTE: _ClassVar[Severity]
REACH_UNSPECIFIED: Reach
REACH_REACHABLE: Reach
REACH_UNREACHABLE: Reach
REACH_UNDECIDED: Reach
EXECUTION_STATUS_UNSPECIFIED: ExecutionStatus
EXECUTION_STATUS_DONE: ExecutionStatus
EXECUTION_STATUS_NEEDS_APPROVAL: ExecutionStatus
EXECUTION_STATUS_NEEDS_INPUT: ExecutionStatus
EXECUTION_STATUS_STOPPED: ExecutionStatus
STEP_OUTCOME_UNSPECIFIED: StepOutcome
STEP_OUTCOME_OBSERVED: StepOutcome
STEP_OUTCOME_REPORTED: StepOutcome
STEP_OUTCOME_DEVIATED: StepOutcome
STEP_OUTCOME_FAILED: StepOutcome
STEP_OUTCOME_LOST: StepOutcome
SOLVE_STATUS_UNSPECIFIED: SolveStatus
SOLVE_STATUS_SOLVED_OPTIMALLY: SolveStatus
SOLVE_STATUS_SOLVED_SATISFICING: SolveStatus
SOLVE_STATUS_UNSOLVABLE: SolveStatus
SOLVE_STATUS_TIMEOUT: SolveStatus
SOLVE_STATUS_MEMOUT: SolveStatus
SOLVE_STATUS_UNSUPPORTED: SolveStatus
SOLVE_STATUS_NO_PLAN_FOUND: SolveStatus
FORMALIZE_STATUS_UNSPECIFIED: FormalizeStatus
FORMALIZE_STATUS_FORMALIZED: FormalizeStatus
FORMALIZE_STATUS_NEEDS_INPUT: FormalizeStatus
FORMALIZE_STATUS_NOT_UNDERSTOOD: FormalizeStatus
FAITHFULNESS_UNSPECIFIED: Faithfulness
FAITHFULNESS_PROVED: Faithfulness
FAITHFULNESS_ASSUMED: Faithfulness
FAITHFULNESS_UNSURE: Faithfulness
PLAN_STATUS_UNSPECIFIED: PlanStatus
PLAN_STATUS_SOLVED_OPTIMALLY: PlanStatus
PLAN_STATUS_SOLVED_SATISFICING: PlanStatus
PLAN_STATUS_UNSOLVABLE: PlanStatus
PLAN_STATUS_TIMEOUT: PlanStatus
PLAN_STATUS_MEMOUT: PlanStatus
PLAN_STATUS_UNSUPPORTED: PlanStatus
PLAN_STATUS_NO_PLAN_FOUND: PlanStatus
PLAN_STATUS_FORMALIZED: PlanStatus
PLAN_STATUS_NEEDS_INPUT: PlanStatus
PLAN_STATUS_NOT_UNDERSTOOD: PlanStatus
SEVERITY_UNSPECIFIED: Severity
SEVERITY_ERROR: Severity
SEVERITY_WARNING: Severity
SEVERITY_NOTE: Severity

class DomainCard(_message.Message):
    __slots__ = ("name", "title", "description", "requirements", "types", "predicates", "actions", "language", "examples", "pddl")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENTS_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    PREDICATES_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    EXAMPLES_FIELD_NUMBER: _ClassVar[int]
    PDDL_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    description: str
    requirements: _containers.RepeatedScalarFieldContainer[str]
    types: _containers.RepeatedScalarFieldContainer[str]
    predicates: _containers.RepeatedScalarFieldContainer[str]
    actions: _containers.RepeatedScalarFieldContainer[str]
    language: bool
    examples: _containers.RepeatedScalarFieldContainer[str]
    pddl: str
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., requirements: _Optional[_Iterable[str]] = ..., types: _Optional[_Iterable[str]] = ..., predicates: _Optional[_Iterable[str]] = ..., actions: _Optional[_Iterable[str]] = ..., language: bool = ..., examples: _Optional[_Iterable[str]] = ..., pddl: _Optional[str] = ...) -> None: ...

class EngineCard(_message.Message):
    __slots__ = ("name", "installed", "version", "abilities", "install", "licence", "reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    INSTALLED_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ABILITIES_FIELD_NUMBER: _ClassVar[int]
    INSTALL_FIELD_NUMBER: _ClassVar[int]
    LICENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    installed: bool
    version: str
    abilities: _containers.RepeatedScalarFieldContainer[str]
    install: str
    licence: str
    reason: str
    def __init__(self, name: _Optional[str] = ..., installed: bool = ..., version: _Optional[str] = ..., abilities: _Optional[_Iterable[str]] = ..., install: _Optional[str] = ..., licence: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Step(_message.Message):
    __slots__ = ("action", "arguments")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    action: str
    arguments: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, action: _Optional[str] = ..., arguments: _Optional[_Iterable[str]] = ...) -> None: ...

class Plan(_message.Message):
    __slots__ = ("steps",)
    STEPS_FIELD_NUMBER: _ClassVar[int]
    steps: _containers.RepeatedCompositeFieldContainer[Step]
    def __init__(self, steps: _Optional[_Iterable[_Union[Step, _Mapping]]] = ...) -> None: ...

class StepTime(_message.Message):
    __slots__ = ("start", "duration")
    START_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    start: float
    duration: float
    def __init__(self, start: _Optional[float] = ..., duration: _Optional[float] = ...) -> None: ...

class Diagnostic(_message.Message):
    __slots__ = ("code", "severity", "message", "location", "hint")
    CODE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    LOCATION_FIELD_NUMBER: _ClassVar[int]
    HINT_FIELD_NUMBER: _ClassVar[int]
    code: str
    severity: Severity
    message: str
    location: _trace_pb2.Location
    hint: str
    def __init__(self, code: _Optional[str] = ..., severity: _Optional[_Union[Severity, str]] = ..., message: _Optional[str] = ..., location: _Optional[_Union[_trace_pb2.Location, _Mapping]] = ..., hint: _Optional[str] = ...) -> None: ...

class SolveOptions(_message.Message):
    __slots__ = ("engine", "optimal", "timeout_s", "memory_mb", "anytime", "improve_s", "top_k", "quality")
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    OPTIMAL_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_S_FIELD_NUMBER: _ClassVar[int]
    MEMORY_MB_FIELD_NUMBER: _ClassVar[int]
    ANYTIME_FIELD_NUMBER: _ClassVar[int]
    IMPROVE_S_FIELD_NUMBER: _ClassVar[int]
    TOP_K_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    engine: str
    optimal: bool
    timeout_s: float
    memory_mb: int
    anytime: bool
    improve_s: float
    top_k: int
    quality: float
    def __init__(self, engine: _Optional[str] = ..., optimal: bool = ..., timeout_s: _Optional[float] = ..., memory_mb: _Optional[int] = ..., anytime: bool = ..., improve_s: _Optional[float] = ..., top_k: _Optional[int] = ..., quality: _Optional[float] = ...) -> None: ...

class SolveResult(_message.Message):
    __slots__ = ("status", "plan", "cost", "engine", "validated", "timings", "evidence", "reasons", "diagnostics", "times", "statistics", "plans", "end")
    class TimingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    VALIDATED_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    DIAGNOSTICS_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    STATISTICS_FIELD_NUMBER: _ClassVar[int]
    PLANS_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    status: SolveStatus
    plan: Plan
    cost: float
    engine: str
    validated: bool
    timings: _containers.ScalarMap[str, float]
    evidence: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Evidence]
    reasons: _containers.RepeatedScalarFieldContainer[str]
    diagnostics: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    times: _containers.RepeatedCompositeFieldContainer[StepTime]
    statistics: _struct_pb2.Struct
    plans: _containers.RepeatedCompositeFieldContainer[RankedPlan]
    end: float
    def __init__(self, status: _Optional[_Union[SolveStatus, str]] = ..., plan: _Optional[_Union[Plan, _Mapping]] = ..., cost: _Optional[float] = ..., engine: _Optional[str] = ..., validated: bool = ..., timings: _Optional[_Mapping[str, float]] = ..., evidence: _Optional[_Iterable[_Union[_trace_pb2.Evidence, _Mapping]]] = ..., reasons: _Optional[_Iterable[str]] = ..., diagnostics: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ..., times: _Optional[_Iterable[_Union[StepTime, _Mapping]]] = ..., statistics: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., plans: _Optional[_Iterable[_Union[RankedPlan, _Mapping]]] = ..., end: _Optional[float] = ...) -> None: ...

class RankedPlan(_message.Message):
    __slots__ = ("plan", "cost")
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    plan: Plan
    cost: float
    def __init__(self, plan: _Optional[_Union[Plan, _Mapping]] = ..., cost: _Optional[float] = ...) -> None: ...

class Cause(_message.Message):
    __slots__ = ("literal", "since", "by")
    LITERAL_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    literal: str
    since: int
    by: str
    def __init__(self, literal: _Optional[str] = ..., since: _Optional[int] = ..., by: _Optional[str] = ...) -> None: ...

class Validation(_message.Message):
    __slots__ = ("valid", "cost", "failed_step", "unmet", "message", "validator", "evidence", "causes", "state")
    VALID_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    FAILED_STEP_FIELD_NUMBER: _ClassVar[int]
    UNMET_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    VALIDATOR_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    CAUSES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    valid: bool
    cost: float
    failed_step: int
    unmet: _containers.RepeatedScalarFieldContainer[str]
    message: str
    validator: str
    evidence: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Evidence]
    causes: _containers.RepeatedCompositeFieldContainer[Cause]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, valid: bool = ..., cost: _Optional[float] = ..., failed_step: _Optional[int] = ..., unmet: _Optional[_Iterable[str]] = ..., message: _Optional[str] = ..., validator: _Optional[str] = ..., evidence: _Optional[_Iterable[_Union[_trace_pb2.Evidence, _Mapping]]] = ..., causes: _Optional[_Iterable[_Union[Cause, _Mapping]]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class Transition(_message.Message):
    __slots__ = ("step", "added", "removed", "changed", "time", "phase")
    class ChangedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    STEP_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    step: Step
    added: _containers.RepeatedScalarFieldContainer[str]
    removed: _containers.RepeatedScalarFieldContainer[str]
    changed: _containers.ScalarMap[str, float]
    time: float
    phase: str
    def __init__(self, step: _Optional[_Union[Step, _Mapping]] = ..., added: _Optional[_Iterable[str]] = ..., removed: _Optional[_Iterable[str]] = ..., changed: _Optional[_Mapping[str, float]] = ..., time: _Optional[float] = ..., phase: _Optional[str] = ...) -> None: ...

class Simulation(_message.Message):
    __slots__ = ("initial", "transitions", "final", "validation", "numbers")
    class NumbersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    INITIAL_FIELD_NUMBER: _ClassVar[int]
    TRANSITIONS_FIELD_NUMBER: _ClassVar[int]
    FINAL_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    initial: _containers.RepeatedScalarFieldContainer[str]
    transitions: _containers.RepeatedCompositeFieldContainer[Transition]
    final: _containers.RepeatedScalarFieldContainer[str]
    validation: Validation
    numbers: _containers.ScalarMap[str, float]
    def __init__(self, initial: _Optional[_Iterable[str]] = ..., transitions: _Optional[_Iterable[_Union[Transition, _Mapping]]] = ..., final: _Optional[_Iterable[str]] = ..., validation: _Optional[_Union[Validation, _Mapping]] = ..., numbers: _Optional[_Mapping[str, float]] = ...) -> None: ...

class StepReason(_message.Message):
    __slots__ = ("step", "sentence", "gives", "needed_by", "redundant")
    STEP_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    GIVES_FIELD_NUMBER: _ClassVar[int]
    NEEDED_BY_FIELD_NUMBER: _ClassVar[int]
    REDUNDANT_FIELD_NUMBER: _ClassVar[int]
    step: Step
    sentence: str
    gives: _containers.RepeatedScalarFieldContainer[str]
    needed_by: _containers.RepeatedScalarFieldContainer[int]
    redundant: bool
    def __init__(self, step: _Optional[_Union[Step, _Mapping]] = ..., sentence: _Optional[str] = ..., gives: _Optional[_Iterable[str]] = ..., needed_by: _Optional[_Iterable[int]] = ..., redundant: bool = ...) -> None: ...

class CausalLink(_message.Message):
    __slots__ = ("giver", "user", "gives")
    GIVER_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    GIVES_FIELD_NUMBER: _ClassVar[int]
    giver: int
    user: int
    gives: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, giver: _Optional[int] = ..., user: _Optional[int] = ..., gives: _Optional[_Iterable[str]] = ...) -> None: ...

class PlanLandmark(_message.Message):
    __slots__ = ("fact", "since")
    FACT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    fact: str
    since: int
    def __init__(self, fact: _Optional[str] = ..., since: _Optional[int] = ...) -> None: ...

class Explanation(_message.Message):
    __slots__ = ("summary", "steps", "validation", "links", "landmarks")
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    LINKS_FIELD_NUMBER: _ClassVar[int]
    LANDMARKS_FIELD_NUMBER: _ClassVar[int]
    summary: str
    steps: _containers.RepeatedCompositeFieldContainer[StepReason]
    validation: Validation
    links: _containers.RepeatedCompositeFieldContainer[CausalLink]
    landmarks: _containers.RepeatedCompositeFieldContainer[PlanLandmark]
    def __init__(self, summary: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[StepReason, _Mapping]]] = ..., validation: _Optional[_Union[Validation, _Mapping]] = ..., links: _Optional[_Iterable[_Union[CausalLink, _Mapping]]] = ..., landmarks: _Optional[_Iterable[_Union[PlanLandmark, _Mapping]]] = ...) -> None: ...

class ReadFact(_message.Message):
    __slots__ = ("fact", "words", "goal")
    FACT_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    fact: str
    words: str
    goal: bool
    def __init__(self, fact: _Optional[str] = ..., words: _Optional[str] = ..., goal: bool = ...) -> None: ...

class Formalization(_message.Message):
    __slots__ = ("status", "domain", "problem", "facts", "assumptions", "unmatched", "question", "diagnostics", "by", "faithfulness", "names")
    class NamesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    ASSUMPTIONS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    DIAGNOSTICS_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    FAITHFULNESS_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    status: FormalizeStatus
    domain: str
    problem: str
    facts: _containers.RepeatedCompositeFieldContainer[ReadFact]
    assumptions: _containers.RepeatedScalarFieldContainer[str]
    unmatched: _containers.RepeatedScalarFieldContainer[str]
    question: str
    diagnostics: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    by: str
    faithfulness: Faithfulness
    names: _containers.ScalarMap[str, str]
    def __init__(self, status: _Optional[_Union[FormalizeStatus, str]] = ..., domain: _Optional[str] = ..., problem: _Optional[str] = ..., facts: _Optional[_Iterable[_Union[ReadFact, _Mapping]]] = ..., assumptions: _Optional[_Iterable[str]] = ..., unmatched: _Optional[_Iterable[str]] = ..., question: _Optional[str] = ..., diagnostics: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ..., by: _Optional[str] = ..., faithfulness: _Optional[_Union[Faithfulness, str]] = ..., names: _Optional[_Mapping[str, str]] = ...) -> None: ...

class StepChange(_message.Message):
    __slots__ = ("added", "removed", "cost", "start", "duration")
    ADDED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    added: _containers.RepeatedScalarFieldContainer[str]
    removed: _containers.RepeatedScalarFieldContainer[str]
    cost: float
    start: float
    duration: float
    def __init__(self, added: _Optional[_Iterable[str]] = ..., removed: _Optional[_Iterable[str]] = ..., cost: _Optional[float] = ..., start: _Optional[float] = ..., duration: _Optional[float] = ...) -> None: ...

class WhyNot(_message.Message):
    __slots__ = ("unreachable", "conflict", "fixes")
    UNREACHABLE_FIELD_NUMBER: _ClassVar[int]
    CONFLICT_FIELD_NUMBER: _ClassVar[int]
    FIXES_FIELD_NUMBER: _ClassVar[int]
    unreachable: _containers.RepeatedScalarFieldContainer[str]
    conflict: _containers.RepeatedScalarFieldContainer[str]
    fixes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, unreachable: _Optional[_Iterable[str]] = ..., conflict: _Optional[_Iterable[str]] = ..., fixes: _Optional[_Iterable[str]] = ...) -> None: ...

class PlanAnswer(_message.Message):
    __slots__ = ("status", "domain", "problem", "plan", "cost", "steps", "summary", "assumptions", "unmatched", "question", "engine", "validated", "evidence", "timings", "diagnostics", "faithfulness", "facts", "changes", "why_not", "names", "run")
    class TimingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: float
        def __init__(self, key: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...
    class NamesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    ASSUMPTIONS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    VALIDATED_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    DIAGNOSTICS_FIELD_NUMBER: _ClassVar[int]
    FAITHFULNESS_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    WHY_NOT_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    status: PlanStatus
    domain: str
    problem: str
    plan: Plan
    cost: float
    steps: _containers.RepeatedScalarFieldContainer[str]
    summary: str
    assumptions: _containers.RepeatedScalarFieldContainer[str]
    unmatched: _containers.RepeatedScalarFieldContainer[str]
    question: str
    engine: str
    validated: bool
    evidence: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Evidence]
    timings: _containers.ScalarMap[str, float]
    diagnostics: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    faithfulness: Faithfulness
    facts: _containers.RepeatedCompositeFieldContainer[ReadFact]
    changes: _containers.RepeatedCompositeFieldContainer[StepChange]
    why_not: WhyNot
    names: _containers.ScalarMap[str, str]
    run: str
    def __init__(self, status: _Optional[_Union[PlanStatus, str]] = ..., domain: _Optional[str] = ..., problem: _Optional[str] = ..., plan: _Optional[_Union[Plan, _Mapping]] = ..., cost: _Optional[float] = ..., steps: _Optional[_Iterable[str]] = ..., summary: _Optional[str] = ..., assumptions: _Optional[_Iterable[str]] = ..., unmatched: _Optional[_Iterable[str]] = ..., question: _Optional[str] = ..., engine: _Optional[str] = ..., validated: bool = ..., evidence: _Optional[_Iterable[_Union[_trace_pb2.Evidence, _Mapping]]] = ..., timings: _Optional[_Mapping[str, float]] = ..., diagnostics: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ..., faithfulness: _Optional[_Union[Faithfulness, str]] = ..., facts: _Optional[_Iterable[_Union[ReadFact, _Mapping]]] = ..., changes: _Optional[_Iterable[_Union[StepChange, _Mapping]]] = ..., why_not: _Optional[_Union[WhyNot, _Mapping]] = ..., names: _Optional[_Mapping[str, str]] = ..., run: _Optional[str] = ...) -> None: ...

class ListDomainsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDomainsResponse(_message.Message):
    __slots__ = ("domains", "next_page_token")
    DOMAINS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    domains: _containers.RepeatedCompositeFieldContainer[DomainCard]
    next_page_token: str
    def __init__(self, domains: _Optional[_Iterable[_Union[DomainCard, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetDomainRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetDomainResponse(_message.Message):
    __slots__ = ("domain",)
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    domain: DomainCard
    def __init__(self, domain: _Optional[_Union[DomainCard, _Mapping]] = ...) -> None: ...

class ListEnginesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEnginesResponse(_message.Message):
    __slots__ = ("engines", "next_page_token")
    ENGINES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    engines: _containers.RepeatedCompositeFieldContainer[EngineCard]
    next_page_token: str
    def __init__(self, engines: _Optional[_Iterable[_Union[EngineCard, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class FormalizeTaskRequest(_message.Message):
    __slots__ = ("words", "domain", "strict", "language")
    WORDS_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    STRICT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    words: str
    domain: str
    strict: bool
    language: str
    def __init__(self, words: _Optional[str] = ..., domain: _Optional[str] = ..., strict: bool = ..., language: _Optional[str] = ...) -> None: ...

class FormalizeTaskResponse(_message.Message):
    __slots__ = ("formalization",)
    FORMALIZATION_FIELD_NUMBER: _ClassVar[int]
    formalization: Formalization
    def __init__(self, formalization: _Optional[_Union[Formalization, _Mapping]] = ...) -> None: ...

class LintProblemRequest(_message.Message):
    __slots__ = ("domain", "problem")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ...) -> None: ...

class LintProblemResponse(_message.Message):
    __slots__ = ("diagnostics",)
    DIAGNOSTICS_FIELD_NUMBER: _ClassVar[int]
    diagnostics: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    def __init__(self, diagnostics: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ...) -> None: ...

class Mended(_message.Message):
    __slots__ = ("domain", "problem", "mended", "left")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    MENDED_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    mended: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    left: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., mended: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ..., left: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ...) -> None: ...

class MendProblemRequest(_message.Message):
    __slots__ = ("domain", "problem")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ...) -> None: ...

class MendProblemResponse(_message.Message):
    __slots__ = ("mended",)
    MENDED_FIELD_NUMBER: _ClassVar[int]
    mended: Mended
    def __init__(self, mended: _Optional[_Union[Mended, _Mapping]] = ...) -> None: ...

class LayOutTextRequest(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class LayOutTextResponse(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class ActionPage(_message.Message):
    __slots__ = ("name", "kind", "parameters", "duration", "needs", "makes")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    MAKES_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: str
    parameters: _containers.RepeatedScalarFieldContainer[str]
    duration: str
    needs: _containers.RepeatedScalarFieldContainer[str]
    makes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[str] = ..., parameters: _Optional[_Iterable[str]] = ..., duration: _Optional[str] = ..., needs: _Optional[_Iterable[str]] = ..., makes: _Optional[_Iterable[str]] = ...) -> None: ...

class DomainPage(_message.Message):
    __slots__ = ("name", "requirements", "types", "predicates", "functions", "constants", "derived", "actions", "invariants")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENTS_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    PREDICATES_FIELD_NUMBER: _ClassVar[int]
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    CONSTANTS_FIELD_NUMBER: _ClassVar[int]
    DERIVED_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    INVARIANTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    requirements: _containers.RepeatedScalarFieldContainer[str]
    types: _containers.RepeatedScalarFieldContainer[str]
    predicates: _containers.RepeatedScalarFieldContainer[str]
    functions: _containers.RepeatedScalarFieldContainer[str]
    constants: _containers.RepeatedScalarFieldContainer[str]
    derived: _containers.RepeatedScalarFieldContainer[str]
    actions: _containers.RepeatedCompositeFieldContainer[ActionPage]
    invariants: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., requirements: _Optional[_Iterable[str]] = ..., types: _Optional[_Iterable[str]] = ..., predicates: _Optional[_Iterable[str]] = ..., functions: _Optional[_Iterable[str]] = ..., constants: _Optional[_Iterable[str]] = ..., derived: _Optional[_Iterable[str]] = ..., actions: _Optional[_Iterable[_Union[ActionPage, _Mapping]]] = ..., invariants: _Optional[_Iterable[str]] = ...) -> None: ...

class ShowDomainRequest(_message.Message):
    __slots__ = ("domain",)
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    domain: str
    def __init__(self, domain: _Optional[str] = ...) -> None: ...

class ShowDomainResponse(_message.Message):
    __slots__ = ("page",)
    PAGE_FIELD_NUMBER: _ClassVar[int]
    page: DomainPage
    def __init__(self, page: _Optional[_Union[DomainPage, _Mapping]] = ...) -> None: ...

class ProblemPage(_message.Message):
    __slots__ = ("name", "objects", "facts", "values", "timed", "goal", "metric", "features", "constraints")
    class ObjectsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class FactsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    NAME_FIELD_NUMBER: _ClassVar[int]
    OBJECTS_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    TIMED_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    METRIC_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    CONSTRAINTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    objects: _containers.ScalarMap[str, int]
    facts: _containers.ScalarMap[str, int]
    values: _containers.ScalarMap[str, int]
    timed: int
    goal: _containers.RepeatedScalarFieldContainer[str]
    metric: str
    features: _containers.RepeatedScalarFieldContainer[str]
    constraints: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., objects: _Optional[_Mapping[str, int]] = ..., facts: _Optional[_Mapping[str, int]] = ..., values: _Optional[_Mapping[str, int]] = ..., timed: _Optional[int] = ..., goal: _Optional[_Iterable[str]] = ..., metric: _Optional[str] = ..., features: _Optional[_Iterable[str]] = ..., constraints: _Optional[_Iterable[str]] = ...) -> None: ...

class ShowProblemRequest(_message.Message):
    __slots__ = ("domain", "problem")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ...) -> None: ...

class ShowProblemResponse(_message.Message):
    __slots__ = ("page",)
    PAGE_FIELD_NUMBER: _ClassVar[int]
    page: ProblemPage
    def __init__(self, page: _Optional[_Union[ProblemPage, _Mapping]] = ...) -> None: ...

class DrawProblemRequest(_message.Message):
    __slots__ = ("domain", "problem", "form")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    form: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., form: _Optional[str] = ...) -> None: ...

class DrawProblemResponse(_message.Message):
    __slots__ = ("picture",)
    PICTURE_FIELD_NUMBER: _ClassVar[int]
    picture: str
    def __init__(self, picture: _Optional[str] = ...) -> None: ...

class Difference(_message.Message):
    __slots__ = ("section", "only_in", "text")
    SECTION_FIELD_NUMBER: _ClassVar[int]
    ONLY_IN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    section: str
    only_in: str
    text: str
    def __init__(self, section: _Optional[str] = ..., only_in: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Equivalence(_message.Message):
    __slots__ = ("same", "renaming", "differences")
    class RenamingEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SAME_FIELD_NUMBER: _ClassVar[int]
    RENAMING_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    same: bool
    renaming: _containers.ScalarMap[str, str]
    differences: _containers.RepeatedCompositeFieldContainer[Difference]
    def __init__(self, same: bool = ..., renaming: _Optional[_Mapping[str, str]] = ..., differences: _Optional[_Iterable[_Union[Difference, _Mapping]]] = ...) -> None: ...

class CompareProblemsRequest(_message.Message):
    __slots__ = ("domain", "a", "b")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    A_FIELD_NUMBER: _ClassVar[int]
    B_FIELD_NUMBER: _ClassVar[int]
    domain: str
    a: str
    b: str
    def __init__(self, domain: _Optional[str] = ..., a: _Optional[str] = ..., b: _Optional[str] = ...) -> None: ...

class CompareProblemsResponse(_message.Message):
    __slots__ = ("equivalence",)
    EQUIVALENCE_FIELD_NUMBER: _ClassVar[int]
    equivalence: Equivalence
    def __init__(self, equivalence: _Optional[_Union[Equivalence, _Mapping]] = ...) -> None: ...

class SolveProblemRequest(_message.Message):
    __slots__ = ("domain", "problem", "options")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    options: SolveOptions
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., options: _Optional[_Union[SolveOptions, _Mapping]] = ...) -> None: ...

class SolveProblemResponse(_message.Message):
    __slots__ = ("event", "result")
    EVENT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    event: _trace_pb2.Event
    result: SolveResult
    def __init__(self, event: _Optional[_Union[_trace_pb2.Event, _Mapping]] = ..., result: _Optional[_Union[SolveResult, _Mapping]] = ...) -> None: ...

class ValidatePlanRequest(_message.Message):
    __slots__ = ("domain", "problem", "plan")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    plan: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., plan: _Optional[str] = ...) -> None: ...

class ValidatePlanResponse(_message.Message):
    __slots__ = ("validation",)
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    validation: Validation
    def __init__(self, validation: _Optional[_Union[Validation, _Mapping]] = ...) -> None: ...

class SimulatePlanRequest(_message.Message):
    __slots__ = ("domain", "problem", "plan")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    plan: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., plan: _Optional[str] = ...) -> None: ...

class SimulatePlanResponse(_message.Message):
    __slots__ = ("simulation",)
    SIMULATION_FIELD_NUMBER: _ClassVar[int]
    simulation: Simulation
    def __init__(self, simulation: _Optional[_Union[Simulation, _Mapping]] = ...) -> None: ...

class Reached(_message.Message):
    __slots__ = ("what", "verdict", "proof", "steps")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    what: str
    verdict: Reach
    proof: str
    steps: Plan
    def __init__(self, what: _Optional[str] = ..., verdict: _Optional[_Union[Reach, str]] = ..., proof: _Optional[str] = ..., steps: _Optional[_Union[Plan, _Mapping]] = ...) -> None: ...

class Diagnosis(_message.Message):
    __slots__ = ("solvable", "by", "unreachable", "conflict", "smallest", "missing", "landmarks")
    SOLVABLE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    UNREACHABLE_FIELD_NUMBER: _ClassVar[int]
    CONFLICT_FIELD_NUMBER: _ClassVar[int]
    SMALLEST_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    LANDMARKS_FIELD_NUMBER: _ClassVar[int]
    solvable: bool
    by: str
    unreachable: _containers.RepeatedCompositeFieldContainer[Reached]
    conflict: _containers.RepeatedScalarFieldContainer[str]
    smallest: bool
    missing: _containers.RepeatedScalarFieldContainer[str]
    landmarks: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, solvable: bool = ..., by: _Optional[str] = ..., unreachable: _Optional[_Iterable[_Union[Reached, _Mapping]]] = ..., conflict: _Optional[_Iterable[str]] = ..., smallest: bool = ..., missing: _Optional[_Iterable[str]] = ..., landmarks: _Optional[_Iterable[str]] = ...) -> None: ...

class DiagnoseProblemRequest(_message.Message):
    __slots__ = ("domain", "problem")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ...) -> None: ...

class DiagnoseProblemResponse(_message.Message):
    __slots__ = ("diagnosis",)
    DIAGNOSIS_FIELD_NUMBER: _ClassVar[int]
    diagnosis: Diagnosis
    def __init__(self, diagnosis: _Optional[_Union[Diagnosis, _Mapping]] = ...) -> None: ...

class ExplainPlanRequest(_message.Message):
    __slots__ = ("domain", "problem", "plan")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    domain: str
    problem: str
    plan: str
    def __init__(self, domain: _Optional[str] = ..., problem: _Optional[str] = ..., plan: _Optional[str] = ...) -> None: ...

class ExplainPlanResponse(_message.Message):
    __slots__ = ("explanation",)
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    explanation: Explanation
    def __init__(self, explanation: _Optional[_Union[Explanation, _Mapping]] = ...) -> None: ...

class PlanTaskRequest(_message.Message):
    __slots__ = ("words", "domain", "options", "strict", "language")
    WORDS_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    STRICT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    words: str
    domain: str
    options: SolveOptions
    strict: bool
    language: str
    def __init__(self, words: _Optional[str] = ..., domain: _Optional[str] = ..., options: _Optional[_Union[SolveOptions, _Mapping]] = ..., strict: bool = ..., language: _Optional[str] = ...) -> None: ...

class ReplanTaskRequest(_message.Message):
    __slots__ = ("earlier", "observed", "done", "options")
    EARLIER_FIELD_NUMBER: _ClassVar[int]
    OBSERVED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    earlier: str
    observed: str
    done: int
    options: SolveOptions
    def __init__(self, earlier: _Optional[str] = ..., observed: _Optional[str] = ..., done: _Optional[int] = ..., options: _Optional[_Union[SolveOptions, _Mapping]] = ...) -> None: ...

class ReplanTaskResponse(_message.Message):
    __slots__ = ("answer",)
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    answer: PlanAnswer
    def __init__(self, answer: _Optional[_Union[PlanAnswer, _Mapping]] = ...) -> None: ...

class DraftDomainRequest(_message.Message):
    __slots__ = ("words",)
    WORDS_FIELD_NUMBER: _ClassVar[int]
    words: str
    def __init__(self, words: _Optional[str] = ...) -> None: ...

class Probe(_message.Message):
    __slots__ = ("what", "problem", "expected", "solvable")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    SOLVABLE_FIELD_NUMBER: _ClassVar[int]
    what: str
    problem: str
    expected: bool
    solvable: bool
    def __init__(self, what: _Optional[str] = ..., problem: _Optional[str] = ..., expected: bool = ..., solvable: bool = ...) -> None: ...

class DomainDraft(_message.Message):
    __slots__ = ("status", "domain", "question", "summary", "probes", "diagnostics")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    PROBES_FIELD_NUMBER: _ClassVar[int]
    DIAGNOSTICS_FIELD_NUMBER: _ClassVar[int]
    status: FormalizeStatus
    domain: str
    question: str
    summary: str
    probes: _containers.RepeatedCompositeFieldContainer[Probe]
    diagnostics: _containers.RepeatedCompositeFieldContainer[Diagnostic]
    def __init__(self, status: _Optional[_Union[FormalizeStatus, str]] = ..., domain: _Optional[str] = ..., question: _Optional[str] = ..., summary: _Optional[str] = ..., probes: _Optional[_Iterable[_Union[Probe, _Mapping]]] = ..., diagnostics: _Optional[_Iterable[_Union[Diagnostic, _Mapping]]] = ...) -> None: ...

class DraftDomainResponse(_message.Message):
    __slots__ = ("draft",)
    DRAFT_FIELD_NUMBER: _ClassVar[int]
    draft: DomainDraft
    def __init__(self, draft: _Optional[_Union[DomainDraft, _Mapping]] = ...) -> None: ...

class Binding(_message.Message):
    __slots__ = ("action", "tool", "arguments")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    TOOL_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    action: str
    tool: str
    arguments: _struct_pb2.Struct
    def __init__(self, action: _Optional[str] = ..., tool: _Optional[str] = ..., arguments: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class Bindings(_message.Message):
    __slots__ = ("actions", "observe", "complete")
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    OBSERVE_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    actions: _containers.RepeatedCompositeFieldContainer[Binding]
    observe: Binding
    complete: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, actions: _Optional[_Iterable[_Union[Binding, _Mapping]]] = ..., observe: _Optional[_Union[Binding, _Mapping]] = ..., complete: _Optional[_Iterable[str]] = ...) -> None: ...

class ExecutePlanRequest(_message.Message):
    __slots__ = ("earlier", "bindings", "approve", "max_replans", "options")
    EARLIER_FIELD_NUMBER: _ClassVar[int]
    BINDINGS_FIELD_NUMBER: _ClassVar[int]
    APPROVE_FIELD_NUMBER: _ClassVar[int]
    MAX_REPLANS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    earlier: str
    bindings: Bindings
    approve: bool
    max_replans: int
    options: SolveOptions
    def __init__(self, earlier: _Optional[str] = ..., bindings: _Optional[_Union[Bindings, _Mapping]] = ..., approve: bool = ..., max_replans: _Optional[int] = ..., options: _Optional[_Union[SolveOptions, _Mapping]] = ...) -> None: ...

class ExecutePlanResponse(_message.Message):
    __slots__ = ("event", "result")
    EVENT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    event: _trace_pb2.Event
    result: Executed
    def __init__(self, event: _Optional[_Union[_trace_pb2.Event, _Mapping]] = ..., result: _Optional[_Union[Executed, _Mapping]] = ...) -> None: ...

class ExecutedStep(_message.Message):
    __slots__ = ("step", "sentence", "tool", "arguments", "outcome", "text", "differs")
    STEP_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    TOOL_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    DIFFERS_FIELD_NUMBER: _ClassVar[int]
    step: Step
    sentence: str
    tool: str
    arguments: _struct_pb2.Struct
    outcome: StepOutcome
    text: str
    differs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, step: _Optional[_Union[Step, _Mapping]] = ..., sentence: _Optional[str] = ..., tool: _Optional[str] = ..., arguments: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., outcome: _Optional[_Union[StepOutcome, str]] = ..., text: _Optional[str] = ..., differs: _Optional[_Iterable[str]] = ...) -> None: ...

class Executed(_message.Message):
    __slots__ = ("status", "summary", "steps", "left", "replans", "problem", "question", "evidence", "run")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    REPLANS_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    status: ExecutionStatus
    summary: str
    steps: _containers.RepeatedCompositeFieldContainer[ExecutedStep]
    left: _containers.RepeatedScalarFieldContainer[str]
    replans: int
    problem: str
    question: str
    evidence: _containers.RepeatedCompositeFieldContainer[_trace_pb2.Evidence]
    run: str
    def __init__(self, status: _Optional[_Union[ExecutionStatus, str]] = ..., summary: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[ExecutedStep, _Mapping]]] = ..., left: _Optional[_Iterable[str]] = ..., replans: _Optional[int] = ..., problem: _Optional[str] = ..., question: _Optional[str] = ..., evidence: _Optional[_Iterable[_Union[_trace_pb2.Evidence, _Mapping]]] = ..., run: _Optional[str] = ...) -> None: ...

class PlanTaskResponse(_message.Message):
    __slots__ = ("answer",)
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    answer: PlanAnswer
    def __init__(self, answer: _Optional[_Union[PlanAnswer, _Mapping]] = ...) -> None: ...
