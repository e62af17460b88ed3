"""Four small composed articles and their facts, for the tests of the rooms behind the extractor.

The texts are ours; bodies, persons and figures are invented. Quotations are looked up in the text, so the offsets
are true. What the tests lean on: 225 = 5 + 220 holds while 30 is not 10 + 15; 749 of 973 is printed as 77,1%;
two persons are called Trần Văn Lâm; the fourth article is hostile.
"""

from pathlib import Path

from kg_dangbo.graph import article_graph, article_iri, shared_graph, used_ids, write_dataset
from kg_dangbo.graph.tenures import holdings_of, tenure_triples
from kg_dangbo.graph.triples import to_rdflib, to_tokens
from kg_dangbo.model import (
    Article,
    AwardFact,
    DocumentFact,
    DocumentLinkFact,
    EventFact,
    Evidence,
    Extraction,
    Fact,
    HoldingStatus,
    ModelFact,
    OrganizationFact,
    ParticipationFact,
    PartOfFact,
    PersonFact,
    PostFact,
    StatisticFact,
)
from kg_dangbo.resolve import Attestation, collapse
from kg_dangbo.vocabulary import load_vocabulary

S = "sơn hà"  # the scope of the composed province
UNIT = "unit-2024-352"  # huyện Bình Lục, tỉnh Hà Nam: a real unit, so that its parents are known


class Composer:
    def __init__(self, article: Article) -> None:
        self.article = article

    def at(self, *quotes: str, rule: str = "composed", confidence: float = 0.9) -> tuple[Evidence, ...]:
        text, found = self.article.text, []
        for quote in quotes:
            start = text.index(quote)
            end = start + len(quote)
            found.append(
                Evidence(start, end, quote, rule, confidence, text[max(0, start - 32) : start], text[end : end + 32])
            )
        return tuple(found)

    def org(
        self,
        name: str,
        body_class: str,
        quote: str,
        kind: str | None = None,
        *,
        scope: str = S,
        place: str | None = None,
    ) -> OrganizationFact:
        return OrganizationFact(
            key=f"org:{name.casefold()}|{scope}",
            evidence=self.at(quote),
            name=name,
            body_class=body_class,
            kind=kind,
            place=place,
            scope=scope,
            forms=(quote,),
        )

    def person(self, name: str, scope: str = S) -> PersonFact:
        return PersonFact(key=f"person:{name.casefold()}|{scope}", evidence=self.at(name), name=name, scope=scope)


def first() -> Extraction:
    c = Composer(
        Article(
            id="binh-minh-01",
            title="Huyện Bình Minh sơ kết thực hiện Kết luận số 01",
            text=(
                "Huyện Bình Minh sơ kết thực hiện Kết luận số 01\n\n"
                "Sáng 28/4, Huyện ủy Bình Minh tổ chức hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW về tiếp "
                "tục thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.\n"
                "Dự và phát biểu có ông Trần Văn Lâm, Ủy viên Ban Thường vụ Tỉnh ủy, Bí thư Huyện ủy; cùng dự có bà "
                "Ngô Thị Hạnh, nguyên Chủ tịch UBND huyện.\n"
                "Toàn huyện có 225 mô hình, gồm 5 mô hình cấp huyện và 220 mô hình cấp cơ sở. Các tổ hòa giải đã hòa "
                "giải thành 749/973 vụ việc, đạt 77,1%.\n"
                "Chi bộ 4, Đảng bộ xã Tân Lập thực hiện mô hình “Ngày thứ bảy vì dân”.\n"
                "Ban Thường vụ Huyện ủy tặng Giấy khen cho 8 tập thể và ông Lê Quốc Bảo.\n"
            ),
            url="https://bao-sonha.example/1",
            publisher="Báo Sơn Hà",
            published="2022-04-29",
        )
    )
    tinh_uy = c.org("Tỉnh ủy Sơn Hà", "PartyOrganization", "Tỉnh ủy", "org-kind-tinh-uy")
    huyen_uy = c.org("Huyện ủy Bình Minh", "PartyOrganization", "Huyện ủy Bình Minh", "org-kind-huyen-uy", place=UNIT)
    standing = c.org("Ban Thường vụ Huyện ủy Bình Minh", "PartyOrganization", "Ban Thường vụ Huyện ủy")
    committee = c.org("Ủy ban nhân dân huyện Bình Minh", "StateBody", "UBND huyện")
    politburo = c.org("Bộ Chính trị", "PartyOrganization", "Bộ Chính trị", scope="")
    commune = c.org("Đảng bộ xã Tân Lập", "PartyOrganization", "Đảng bộ xã Tân Lập")
    cell = c.org("Chi bộ 4 Đảng bộ xã Tân Lập", "PartyOrganization", "Chi bộ 4, Đảng bộ xã Tân Lập")
    lam, hanh, bao = c.person("Trần Văn Lâm"), c.person("Ngô Thị Hạnh"), c.person("Lê Quốc Bảo")
    event = EventFact(
        key="event:hội nghị|2022-04-28",
        evidence=c.at("Sáng 28/4, Huyện ủy Bình Minh tổ chức hội nghị"),
        kind="hội nghị",
        kind_id="event-kind-hoi-nghi",
        name="Hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW",
        date="2022-04-28",
        date_inferred=True,
        organizers=(huyen_uy.key,),
    )
    directive = DocumentFact(
        key="document:chỉ thị|5|ct/tw",
        evidence=c.at("Chỉ thị số 05-CT/TW"),
        kind="Chỉ thị",
        kind_id="doc-kind-chi-thi",
        number="5",
        symbol="05-CT/TW",
        issuer=politburo.key,
        issued="2016-05-15",
        anchor="anchor-05-ct-tw-2016",
    )
    conclusion = DocumentFact(
        key="document:kết luận|1|kl/tw",
        evidence=c.at("Kết luận số 01-KL/TW", "Kết luận số 01"),
        kind="Kết luận",
        kind_id="doc-kind-ket-luan",
        number="1",
        symbol="01-KL/TW",
        issuer=politburo.key,
        forms=("Kết luận số 01-KL/TW", "Kết luận số 01"),
    )
    total = StatisticFact(key="s:225", evidence=c.at("225 mô hình"), value="225", unit="mô hình", printed_as="225")
    whole = StatisticFact(key="s:973", evidence=c.at("973 vụ việc"), value="973", unit="vụ việc", printed_as="973")
    part = StatisticFact(
        key="s:749", evidence=c.at("749/973 vụ việc"), value="749", unit="vụ việc", printed_as="749", about=None
    )
    facts: list[Fact] = [tinh_uy, huyen_uy, standing, committee, politburo, commune, cell, lam, hanh, bao]
    facts += [event, directive, conclusion, total, whole, part]
    facts += [
        PostFact(
            key="post:lâm|ủy viên ban thường vụ",
            evidence=c.at("Trần Văn Lâm, Ủy viên Ban Thường vụ Tỉnh ủy"),
            person=lam.key,
            role="Ủy viên Ban Thường vụ",
            role_id="role-uy-vien-ban-thuong-vu",
            organization=tinh_uy.key,
            attested_on="2022-04-28",
            organization_inferred=True,
        ),
        PostFact(
            key="post:lâm|bí thư",
            evidence=c.at("Trần Văn Lâm, Ủy viên Ban Thường vụ Tỉnh ủy, Bí thư Huyện ủy"),
            person=lam.key,
            role="Bí thư",
            role_id="role-bi-thu",
            organization=huyen_uy.key,
            attested_on="2022-04-28",
        ),
        PostFact(
            key="post:hạnh|chủ tịch",
            evidence=c.at("Ngô Thị Hạnh, nguyên Chủ tịch UBND huyện"),
            person=hanh.key,
            role="Chủ tịch",
            role_id="role-chu-tich",
            organization=committee.key,
            status=HoldingStatus.FORMER,
            attested_on="2022-04-28",
        ),
        DocumentLinkFact(
            key="link:1-5",
            evidence=c.at("Kết luận số 01-KL/TW về tiếp tục thực hiện Chỉ thị số 05-CT/TW"),
            source=conclusion.key,
            relation="continues",
            target=directive.key,
        ),
        ModelFact(
            key="model:ngày thứ bảy vì dân",
            evidence=c.at("mô hình “Ngày thứ bảy vì dân”"),
            title="Ngày thứ bảy vì dân",
            organization=cell.key,
        ),
        AwardFact(
            key="award:giấy khen|tập thể|8",
            evidence=c.at("tặng Giấy khen cho 8 tập thể"),
            form="Giấy khen",
            form_id="award-form-giay-khen",
            grantor=standing.key,
            recipient_kind="tập thể",
            recipient_kind_id="recipient-kind-tap-the",
            count=8,
            date="2022-04-28",
            event=event.key,
        ),
        AwardFact(
            key="award:giấy khen|bảo",
            evidence=c.at("tặng Giấy khen cho 8 tập thể và ông Lê Quốc Bảo"),
            form="Giấy khen",
            form_id="award-form-giay-khen",
            grantor=standing.key,
            recipient=bao.key,
            date="2022-04-28",
            event=event.key,
        ),
        ParticipationFact(
            key="at:lâm|attendee", evidence=c.at("Dự và phát biểu"), person=lam.key, role="attendee", event=event.key
        ),
        ParticipationFact(
            key="at:lâm|speaker", evidence=c.at("Dự và phát biểu"), person=lam.key, role="speaker", event=event.key
        ),
        ParticipationFact(
            key="at:hạnh|attendee", evidence=c.at("cùng dự có bà"), person=hanh.key, role="attendee", event=event.key
        ),
        StatisticFact(
            key="s:5",
            evidence=c.at("5 mô hình cấp huyện"),
            value="5",
            unit="mô hình",
            printed_as="5",
            part_of_total=total.key,
        ),
        StatisticFact(
            key="s:220",
            evidence=c.at("220 mô hình cấp cơ sở"),
            value="220",
            unit="mô hình",
            printed_as="220",
            part_of_total=total.key,
        ),
        StatisticFact(
            key="s:77.1",
            evidence=c.at("77,1%"),
            value="77.1",
            unit="%",
            printed_as="77,1%",
            share_of=(part.key, whole.key),
        ),
        PartOfFact(
            key="part:chi bộ 4",
            evidence=c.at("Chi bộ 4, Đảng bộ xã Tân Lập"),
            child=cell.key,
            parent=commune.key,
        ),
        PartOfFact(
            key="part:ban thường vụ",
            evidence=c.at("Ban Thường vụ Huyện ủy"),
            child=standing.key,
            parent=huyen_uy.key,
            stated=False,
        ),
        PartOfFact(
            key="part:huyện ủy", evidence=c.at("Bí thư Huyện ủy"), child=huyen_uy.key, parent=tinh_uy.key, stated=False
        ),
    ]
    return Extraction(article=c.article, facts=tuple(facts))


def second() -> Extraction:
    c = Composer(
        Article(
            id="son-ha-02",
            text=(
                "Ngày 15/6/2022, Tỉnh ủy Sơn Hà công bố quyết định bổ nhiệm ông Trần Văn Lâm, Bí thư Huyện ủy Bình "
                "Minh, giữ chức Trưởng Ban Tổ chức Tỉnh ủy; bà Đỗ Thị Mai, quyền Chánh Thanh tra tỉnh chủ trì.\n"
                "Kế hoạch số 12-KH/TU triển khai Kết luận số 01-KL/TW. Huyện Bình Minh hiện có 225 mô hình. Qua 30 "
                "cuộc kiểm tra, gồm 10 cuộc định kỳ và 15 cuộc đột xuất, 60% số đơn vị (6/10 đơn vị) đạt yêu cầu.\n"
                "Ông Lâm được tặng Huân chương Lao động hạng Nhì.\n"
            ),
            publisher="Báo Sơn Hà",
            published="2022-06-16",
        )
    )
    tinh_uy = c.org("Tỉnh ủy Sơn Hà", "PartyOrganization", "Tỉnh ủy Sơn Hà", "org-kind-tinh-uy")
    huyen_uy = c.org("Huyện ủy Bình Minh", "PartyOrganization", "Huyện ủy Bình Minh", "org-kind-huyen-uy")
    board = c.org("Ban Tổ chức Tỉnh ủy Sơn Hà", "PartyOrganization", "Ban Tổ chức Tỉnh ủy")
    inspectorate = c.org("Thanh tra tỉnh Sơn Hà", "StateBody", "Thanh tra tỉnh")
    lam, mai = c.person("Trần Văn Lâm"), c.person("Đỗ Thị Mai")
    event = EventFact(
        key="event:lễ công bố|2022-06-15",
        evidence=c.at("Ngày 15/6/2022, Tỉnh ủy Sơn Hà công bố quyết định"),
        kind="hội nghị",
        kind_id="event-kind-hoi-nghi",
        date="2022-06-15",
        organizers=(tinh_uy.key,),
        place="thành phố Sơn Hà",
    )
    conclusion = DocumentFact(
        key="document:kết luận|1|kl/tw",
        evidence=c.at("Kết luận số 01-KL/TW"),
        kind="Kết luận",
        kind_id="doc-kind-ket-luan",
        number="1",
        symbol="01-KL/TW",
    )
    plan = DocumentFact(
        key="document:kế hoạch|12|kh/tu|sơn hà",
        evidence=c.at("Kế hoạch số 12-KH/TU"),
        kind="Kế hoạch",
        kind_id="doc-kind-ke-hoach",
        number="12",
        symbol="12-KH/TU",
        issuer=tinh_uy.key,
        issued="2022",
    )
    checks = StatisticFact(key="s:30", evidence=c.at("30 cuộc"), value="30", unit="cuộc", printed_as="30")
    six = StatisticFact(key="s:6", evidence=c.at("6/10 đơn vị"), value="6", unit="đơn vị", printed_as="6")
    ten = StatisticFact(key="s:10u", evidence=c.at("10 đơn vị"), value="10", unit="đơn vị", printed_as="10")
    facts: list[Fact] = [tinh_uy, huyen_uy, board, inspectorate, lam, mai, event, conclusion, plan, checks, six, ten]
    facts += [
        PostFact(
            key="post:lâm|bí thư",
            evidence=c.at("Trần Văn Lâm, Bí thư Huyện ủy Bình Minh"),
            person=lam.key,
            role="Bí thư",
            role_id="role-bi-thu",
            organization=huyen_uy.key,
            attested_on="2022-06-15",
        ),
        PostFact(
            key="post:lâm|trưởng ban",
            evidence=c.at("giữ chức Trưởng Ban Tổ chức Tỉnh ủy"),
            person=lam.key,
            role="Trưởng Ban",
            role_id="role-truong-ban",
            organization=board.key,
            status=HoldingStatus.APPOINTED,
            attested_on="2022-06-15",
        ),
        PostFact(
            key="post:mai|chánh thanh tra",
            evidence=c.at("Đỗ Thị Mai, quyền Chánh Thanh tra tỉnh", rule="post-guess", confidence=0.55),
            person=mai.key,
            role="Chánh Thanh tra",  # a role outside the list
            role_id=None,
            organization=inspectorate.key,
            status=HoldingStatus.ACTING,
            attested_on="2022-06",
        ),
        DocumentLinkFact(
            key="link:12-1",
            evidence=c.at("Kế hoạch số 12-KH/TU triển khai Kết luận số 01-KL/TW"),
            source=plan.key,
            relation="implements",
            target=conclusion.key,
        ),
        ParticipationFact(key="at:mai|chair", evidence=c.at("chủ trì"), person=mai.key, role="chair", event=event.key),
        ParticipationFact(
            key="at:lâm|attendee", evidence=c.at("bổ nhiệm ông"), person=lam.key, role="attendee", event=event.key
        ),
        StatisticFact(
            key="s:225",
            evidence=c.at("225 mô hình"),
            value="225",
            unit="mô hình",
            printed_as="225",
            about=huyen_uy.key,
            period="2022",
        ),
        StatisticFact(
            key="s:10",
            evidence=c.at("10 cuộc định kỳ"),
            value="10",
            unit="cuộc",
            printed_as="10",
            part_of_total=checks.key,
        ),
        StatisticFact(
            key="s:15",
            evidence=c.at("15 cuộc đột xuất"),
            value="15",
            unit="cuộc",
            printed_as="15",
            part_of_total=checks.key,
        ),
        StatisticFact(
            key="s:60", evidence=c.at("60%"), value="60", unit="%", printed_as="60%", share_of=(six.key, ten.key)
        ),
        AwardFact(
            key="award:huân chương|lâm",
            evidence=c.at("tặng Huân chương Lao động hạng Nhì"),
            form="Huân chương Lao động hạng Nhì và một hình thức khác",  # narrower than any label of the list
            form_id="award-form-huan-chuong-lao-dong",
            recipient=lam.key,
        ),
        PartOfFact(
            key="part:ban tổ chức",
            evidence=c.at("Ban Tổ chức Tỉnh ủy"),
            child=board.key,
            parent=tinh_uy.key,
            stated=False,
        ),
    ]
    return Extraction(article=c.article, facts=tuple(facts))


def third() -> Extraction:
    c = Composer(
        Article(
            id="bien-xanh-03",
            text=(
                "Tháng 9/2022, ông Trần Văn Lâm, Chủ tịch Hội Nông dân tỉnh Biển Xanh, dự tọa đàm về Nghị quyết Đại "
                "hội XIII của Đảng và Quy định 37 về những điều đảng viên không được làm.\n"
            ),
            publisher="Báo Biển Xanh",
            published="2022-09-20",
        )
    )
    union = c.org("Hội Nông dân tỉnh Biển Xanh", "MassOrganization", "Hội Nông dân tỉnh Biển Xanh", scope="biển xanh")
    lam = c.person("Trần Văn Lâm", scope="biển xanh")
    event = EventFact(
        key="event:tọa đàm|2022-09",
        evidence=c.at("Tháng 9/2022"),
        kind="tọa đàm",
        kind_id="event-kind-toa-dam",
        date="2022-09",
    )
    facts: list[Fact] = [
        union,
        lam,
        event,
        PostFact(
            key="post:lâm|chủ tịch",
            evidence=c.at("Trần Văn Lâm, Chủ tịch Hội Nông dân tỉnh Biển Xanh"),
            person=lam.key,
            role="Chủ tịch",
            role_id="role-chu-tich",
            organization=union.key,
            attested_on="2022-09",
        ),
        ParticipationFact(
            key="at:lâm|attendee", evidence=c.at("dự tọa đàm"), person=lam.key, role="attendee", event=event.key
        ),
        DocumentFact(
            key="document:nghị quyết đại hội xiii",
            evidence=c.at("Nghị quyết Đại hội XIII của Đảng"),
            kind="Nghị quyết",
            kind_id="doc-kind-nghi-quyet",
            title="Nghị quyết Đại hội XIII của Đảng",
        ),
        DocumentFact(
            key="document:quy định|37",
            evidence=c.at("Quy định 37"),
            kind="Quy định",
            kind_id="doc-kind-quy-dinh",
            number="37",
            title="Quy định về những điều đảng viên không được làm",
        ),
    ]
    return Extraction(article=c.article, facts=tuple(facts))


def hostile() -> Extraction:
    """An article whose words try to break each format that they are written to."""
    c = Composer(
        Article(
            id='=cmd|"/c calc"!A1 <x>/../04',
            title="</script><script>alert(1)</script>",
            text=(
                'Chi bộ "\\"> . } </script> làm mô hình =HYPERLINK("http://evil.example";"x") và\t@SUM(1)\u2028hết '
                '""" \\ \' {\\u0041}.\n'
            ),
            url="javascript:alert(1) <b>",
            publisher='-1+2 "Báo"',
            published="không rõ",
        )
    )
    cell = c.org('Chi bộ "\\"> . } </script>', "PartyOrganization", 'Chi bộ "\\"> . } </script>')
    return Extraction(
        article=c.article,
        facts=(
            cell,
            ModelFact(
                key="model:evil",
                evidence=c.at('=HYPERLINK("http://evil.example";"x")', '@SUM(1)\u2028hết """ \\ \' {\\u0041}'),
                title='=HYPERLINK("http://evil.example";"x")',
                organization=cell.key,
            ),
        ),
    )


def all_extractions() -> list[Extraction]:
    return [first(), second(), third(), hostile()]


def write_build(folder: Path, extractions: list[Extraction] | None = None) -> Path:
    """Write the data set of the composed articles, as a build would."""
    chosen = all_extractions() if extractions is None else extractions
    graphs = {article_iri(e.article.id): article_graph(e) for e in chosen}
    shared = shared_graph(load_vocabulary(), used_ids(graphs.values()))
    held = [row for graph in graphs.values() for row in holdings_of(to_tokens(graph))]
    tenures = collapse(Attestation(*row[1:5], "", row[0], HoldingStatus(row[5])) for row in held)
    write_dataset(graphs, to_rdflib(tenure_triples(tenures), shared), folder)
    return folder
