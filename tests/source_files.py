"""Real files of the formats that are read, made from composed articles."""

import gzip
import io
import zlib
from pathlib import Path

TITLE = "Huyện ủy Bình Minh sơ kết 5 năm thực hiện Chỉ thị số 05"
LEAD = (
    "Sáng 12/5, Huyện ủy Bình Minh tổ chức hội nghị sơ kết 5 năm thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị. "
    "Đồng chí Trần Văn Lâm, Bí thư Huyện ủy, chủ trì hội nghị."
)
REPORT = (
    "Theo báo cáo, 5 năm qua toàn huyện đã đăng ký 186 mô hình, trong đó có 64 mô hình của tập thể; nhiều mô hình được "
    "nhân rộng trong các chi bộ trên địa bàn huyện."
)
PRIZES = "Nhân dịp này, Huyện ủy tặng Giấy khen cho 18 tập thể và 25 cá nhân có thành tích xuất sắc."
ARTICLE = "\n\n".join((TITLE, LEAD, REPORT, PRIZES))


def html(title: str = TITLE, paragraphs: tuple[str, ...] = (LEAD, REPORT, PRIZES), head: str = "") -> str:
    """A saved page."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def warc(path: Path, records: list[dict]) -> None:
    """A WARC file; each record has ``url``, ``body`` and where they differ ``status``, ``type``, ``headers``."""
    with path.open("wb") as out:
        for number, record in enumerate(records, 1):
            http = f"HTTP/1.1 {record.get('status', '200 OK')}\r\nContent-Type: {record.get('type', 'text/html')}\r\n"
            body = record["body"] if isinstance(record["body"], bytes) else record["body"].encode()
            block = http.encode() + record.get("headers", b"") + b"\r\n" + body
            lines = [
                "WARC/1.0",
                "WARC-Type: response",
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
                "WARC-Date: 2024-05-06T07:08:09Z",
                *([f"WARC-Target-URI: {record['url']}"] if record["url"] else []),
                "Content-Type: application/http; msgtype=response",
                f"Content-Length: {len(block)}",
            ]
            whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
            out.write(gzip.compress(whole) if path.suffix == ".gz" else whole)


def pdf(pages: list[list[tuple[str, int]]], compress: bool = True) -> bytes:
    """A PDF file whose pages are lines, each with the size of its letters; any Unicode text can be taken out of it."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + b"100 beginbfrange\n"
        + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (i, i, i) for i in range(100))
        + b"endbfrange\nendcmap end end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /U /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /U /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    for page in pages:
        y = 800
        content = []
        for line, size in page:
            y -= 2 * size
            content.append(f"BT /F {size} Tf 1 0 0 1 50 {y} Tm <{line.encode('utf-16-be').hex()}> Tj ET")
        data = "\n".join(content).encode()
        packed = zlib.compress(data) if compress else data
        number = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % number
        )
        filters = b"/Filter /FlateDecode " if compress else b""
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(packed), packed))
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def wrapped(text: str, width: int = 70) -> list[str]:
    """The lines of a paragraph as a printer breaks them."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]
