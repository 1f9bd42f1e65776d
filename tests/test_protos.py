"""What buf's STANDARD rules and the house ask of protos/, checked on what protoc reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
)

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "protos"

#: FileDescriptorProto's, DescriptorProto's, EnumDescriptorProto's and
#: ServiceDescriptorProto's field numbers, as they stand in source locations.
MESSAGE, ENUM, SERVICE = 4, 5, 6
FIELD, ONEOF = 2, 8
VALUE, METHOD = 2, 2


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[FileDescriptorProto]:
    protoc = pytest.importorskip("grpc_tools.protoc", reason="needs grpcio-tools")
    out = tmp_path_factory.mktemp("protos") / "set.bin"
    sources = sorted(str(p.relative_to(PROTOS)) for p in (PROTOS / "mrkl").rglob("*.proto"))
    well_known = Path(protoc.__file__).parent / "_proto"
    options = ["--include_source_info", f"--descriptor_set_out={out}"]
    assert protoc.main(["", f"-I{PROTOS}", f"-I{well_known}", *options, *sources]) == 0
    return list(FileDescriptorSet.FromString(out.read_bytes()).file)


def enums(file: FileDescriptorProto) -> Iterator[EnumDescriptorProto]:
    yield from file.enum_type
    for message in file.message_type:
        yield from message.enum_type


def screaming(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def elements(file: FileDescriptorProto) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each element that has a name, and its path in the source information."""
    for i, service in enumerate(file.service):
        yield service.name, (SERVICE, i)
        for j, method in enumerate(service.method):
            yield f"{service.name}.{method.name}", (SERVICE, i, METHOD, j)
    for i, message in enumerate(file.message_type):
        yield from message_elements(message, (MESSAGE, i))
    for i, enum in enumerate(file.enum_type):
        yield enum.name, (ENUM, i)
        for j, value in enumerate(enum.value):
            yield value.name, (ENUM, i, VALUE, j)


def message_elements(
    message: DescriptorProto, path: tuple[int, ...]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield message.name, path
    for j, field in enumerate(message.field):
        yield f"{message.name}.{field.name}", (*path, FIELD, j)
    for j, oneof in enumerate(message.oneof_decl):
        if not oneof.name.startswith("_"):  # what protoc makes of `optional`
            yield f"{message.name}.{oneof.name}", (*path, ONEOF, j)


def test_every_element_has_a_comment_in_the_third_person(
    files: list[FileDescriptorProto],
) -> None:
    for file in files:
        comments = {
            tuple(place.path): place.leading_comments.strip()
            for place in file.source_code_info.location
        }
        for name, path in elements(file):
            comment = comments.get(path, "")
            first = comment.partition(" ")[0].rstrip(".,")
            assert first.endswith("s"), f"{name}: {comment!r}"
            assert comment.endswith("."), f"{name}: {comment!r}"


def test_no_zero_value_means_anything(files: list[FileDescriptorProto]) -> None:
    for file in files:
        for enum in enums(file):
            prefix = screaming(enum.name) + "_"
            assert enum.value[0].number == 0
            assert enum.value[0].name == prefix + "UNSPECIFIED"
            assert all(value.name.startswith(prefix) for value in enum.value)


def test_packages_have_their_folders_and_a_version(files: list[FileDescriptorProto]) -> None:
    for file in files:
        assert file.package == "mrkl.v1"
        assert re.fullmatch(r"mrkl/v1/[a-z_]+\.proto", file.name)


def test_each_method_has_messages_of_its_own(files: list[FileDescriptorProto]) -> None:
    seen: list[str] = []
    for file in files:
        for service in file.service:
            assert service.name.endswith("Service")
            for method in service.method:
                assert method.input_type == f".mrkl.v1.{method.name}Request"
                assert method.output_type == f".mrkl.v1.{method.name}Response"
                seen += [method.input_type, method.output_type]
    assert len(seen) == len(set(seen))


def test_fields_are_in_lower_snake_case(files: list[FileDescriptorProto]) -> None:
    for file in files:
        for message in file.message_type:
            for field in message.field:
                assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", field.name)


def test_every_list_is_paged(files: list[FileDescriptorProto]) -> None:
    messages = {m.name: {f.name for f in m.field} for file in files for m in file.message_type}
    lists = [name for name in messages if re.fullmatch(r"(List|Search)\w+Request", name)]
    assert len(lists) == 6
    for name in lists:
        assert {"page_size", "page_token"} <= messages[name]
        assert "next_page_token" in messages[name.replace("Request", "Response")]


def test_the_committed_code_is_what_the_protos_give(tmp_path: Path) -> None:
    copy = checkout(tmp_path)
    assert run_check(copy).returncode == 0, run_check(copy).stderr


def test_a_changed_proto_is_drift(tmp_path: Path) -> None:
    copy = checkout(tmp_path)
    proto = copy / "protos" / "mrkl" / "v1" / "trace.proto"
    text = proto.read_text(encoding="utf-8")
    proto.write_text(text.replace("double at_s = 2;", "double at_s = 9;"), encoding="utf-8")
    done = run_check(copy)
    assert done.returncode == 1
    assert "mrkl_core/_gen/mrkl/v1/trace_pb2.py" in done.stderr


def test_a_file_too_many_is_drift(tmp_path: Path) -> None:
    copy = checkout(tmp_path)
    (copy / "mrkl_core" / "_gen" / "mrkl" / "v1" / "old_pb2.py").write_text("", encoding="utf-8")
    done = run_check(copy)
    assert done.returncode == 1
    assert "old_pb2.py" in done.stderr


def checkout(folder: Path) -> Path:
    pin = re.search(r"grpcio-tools==([\d.]+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert pin is not None
    try:
        found = version("grpcio-tools")
    except PackageNotFoundError:
        found = "not installed"
    if found != pin[1]:
        pytest.skip(f"needs grpcio-tools {pin[1]}, here it is {found}: `make test` installs it")
    shutil.copytree(PROTOS, folder / "protos")
    shutil.copytree(
        ROOT / "mrkl_core" / "_gen",
        folder / "mrkl_core" / "_gen",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run_check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "protos" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
