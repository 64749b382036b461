using System.Collections.Immutable;
using Xiezhi.Catalogue.Wording;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Comparing;

/// <summary>One thing that an edition says of one of its parts.</summary>
/// <param name="Kind">Which part: an act, a limit …</param>
/// <param name="Id">Its id in the file; empty of the edition itself.</param>
/// <param name="Aspect">What is said of it: who does it, how long it is …</param>
/// <param name="Key">The value in ids, by which two are compared.</param>
/// <param name="Value">The value as people read it.</param>
internal sealed record EditionLine(Part Kind, string Id, Title Title, Title Aspect, string Key, Title Value);

/// <summary>A kind of part that an edition has.</summary>
public enum Part { Edition, Role, Fact, Stage, Outcome, Document, Span, Gate, Link, Act, Limit }

/// <summary>Everything that an edition says, a line each: all that decides, and the words that people read. What an edition says by default is no line.</summary>
internal sealed partial class EditionLines
{
    private readonly Edition edition;
    private readonly EditionText text;
    private readonly List<EditionLine> lines = [];
    private Part kind;
    private string id = "";
    private Title title;

    private EditionLines(Edition edition)
    {
        this.edition = edition;
        text = new EditionText(edition);
    }

    public static IReadOnlyList<EditionLine> Of(Edition edition)
    {
        var all = new EditionLines(edition);
        all.Tell();
        return all.lines;
    }

    private void Tell()
    {
        Begin(Part.Edition, "", edition.Title);
        Say("名称", "title", edition.Title);
        Say("依据", "laws", string.Join(' ', edition.Laws.Select(l => $"{l.Law}@{l.Edition}").Order(StringComparer.Ordinal)),
            EditionText.Joined(edition.Laws.Select(l => Both($"《{l.Title.Zh}》（{l.Edition}）", $"{l.Title.En} ({l.Edition})"))));
        Say("案号", "case numbers", $"{edition.Number.Series} {edition.Roles[edition.Number.Of].Id}",
            Both($"“{edition.Number.Series}”字，{text.Role(edition.Number.Of).Zh}", $"'{edition.Number.Series}' by {text.Role(edition.Number.Of).En}"));
        Flag("公开只到月份", "public days are months", edition.Leaf.MonthOnly);
        Flag("公开上一级机关", "the organ above is public", edition.Leaf.OrganAbove);
        if (edition.Moment >= 0) { Say("适用版本的时点", "moment", edition.Acts[edition.Moment].Id, text.Act(edition.Moment)); }
        if (edition.SameMatter is { } same) { Tell(same); }
        Doubt(edition.Doubt);
        Plain("通俗叫法", "plain words", string.Join('、', edition.Plain));
        foreach (var role in edition.Roles) { Tell(role); }
        foreach (var fact in edition.Facts) { Tell(fact); }
        foreach (var stage in edition.Stages) { Begin(Part.Stage, stage.Id, stage.Title); Say("名称", "title", stage.Title); }
        foreach (var outcome in edition.Outcomes.Where(o => !o.BuiltIn)) { Begin(Part.Outcome, outcome.Id, outcome.Title); Say("名称", "title", outcome.Title); }
        foreach (var document in edition.Documents) { Tell(document); }
        foreach (var span in edition.Spans) { Tell(span); }
        foreach (var gate in edition.Gates) { Tell(gate); }
        foreach (var link in edition.Links) { Tell(link); }
        foreach (var act in edition.Acts) { Tell(act); }
        foreach (var limit in edition.Limits) { Tell(limit); }
    }

    private void Tell(Role role)
    {
        Begin(Part.Role, role.Id, role.Title);
        Say("名称", "title", role.Title);
        Say("性质", "kind", role.Kind.ToString(), role.Kind switch { RoleKind.Party => Both("当事人", "party"), RoleKind.Organ => Both("机关", "organ"), _ => Both("工作人员", "officer") });
        if (role.Of >= 0) { Say("所属机关", "belongs to", edition.Roles[role.Of].Id, text.Role(role.Of)); }
        Word("职能", "competence", role.Competence, KindWords.Competence);
        if (role.ByItem is { } by) { Say("职能见事项", "competence by item", $"{FactId(by.Fact)}.{by.Field}", Both($"{text.Fact(by.Fact).Zh}的{by.Field}", $"{by.Field} of {text.Fact(by.Fact).En}")); }
        Plain("由哪个机关", "organ", role.Organ);
        Word("层级", "level", role.Level, KindWords.Level);
        Word("职务", "post", role.Post, KindWords.Post);
        Plain("资格", "licence", role.Licence?.Id);
        Flag("可有多人", "several", role.Many);
        Flag("身份保护", "protected", role.Protected);
        List("可见其身份的", "shown to", role.ShownTo, r => edition.Roles[r].Id, text.Role);
        if (role.ApartFrom >= 0)
        {
            Say("回避", "apart from", $"{edition.Roles[role.ApartFrom].Id} {role.ApartAsOrgan}",
                Both($"{text.Role(role.ApartFrom).Zh}{(role.ApartAsOrgan ? "（机关亦须不同）" : "")}", $"{text.Role(role.ApartFrom).En}{(role.ApartAsOrgan ? " (as organ)" : "")}"));
        }
    }

    private void Tell(Fact fact)
    {
        Begin(Part.Fact, fact.Id, fact.Title);
        Say("名称", "title", fact.Title);
        Say("种类", "kind", fact.Kind.ToString(), KindWords.Of(fact.Kind));
        Plain("须在名册", "item of the register", fact.Written?.Id);
        if (fact.Codes is { } codes) { Say("取值", "codes", $"{codes.Id}: {string.Join(' ', codes.Codes)}", EditionText.Joined(codes.Titles)); }
        Plain("清单", "register", fact.Register);
        if (fact.Publicity != Publicity.Private) { Say("公开", "public", fact.Publicity.ToString(), KindWords.Of(fact.Publicity)); }
        Flag("只可填一次", "set once", fact.Once);
        if (fact.Hint is { } hint) { Say("提示", "hint", hint); }
        List("可见", "seen by", fact.For, r => edition.Roles[r].Id, text.Role);
    }

    private void Tell(Document document)
    {
        Begin(Part.Document, document.Id, document.Title);
        Say("名称", "title", document.Title);
        List("送达", "served on", document.To, r => edition.Roles[r].Id, text.Role);
        List("可见", "read by", document.For, r => edition.Roles[r].Id, text.Role);
        Flag("公开", "public", document.Public);
        if (document.Hint is { } hint) { Say("提示", "hint", hint); }
        Plain("模板", "template", document.Template);
    }

    private void Tell(Span span)
    {
        Begin(Part.Span, span.Id, span.Title);
        Say("名称", "title", span.Title);
        Say("种类", "kind", span.Kind.ToString(), KindWords.Of(span.Kind));
        List("始于", "from", [.. edition.Acts.Where(a => a.OpensSpans.Contains(span.Index)).Select(a => a.Index)], ActId, text.Act);
        List("终于", "until", [.. edition.Acts.Where(a => a.EndsSpans.Contains(span.Index)).Select(a => a.Index)], ActId, text.Act);
        List("终于送达", "until service of", span.EndedByService, d => edition.Documents[d].Id, text.Document);
        if (span.Needs >= 0) { Say("须先送达", "needs service of", edition.Documents[span.Needs].Id, text.Document(span.Needs)); }
        if (span.NeedsAct >= 0) { Say("须先", "needs", ActId(span.NeedsAct), text.Act(span.NeedsAct)); }
        if (span.UpTo is { } most) { Say("至多", "up to", $"{most}", EditionText.Length(most)); }
        Basis(span.Basis, span.Further);
    }

    private void Tell(Gate gate)
    {
        Begin(Part.Gate, gate.Id, gate.Title);
        Say("名称", "title", gate.Title);
        Say("由何行为满足", "met by", ActId(gate.MetBy), text.Act(gate.MetBy));
        When("满足的条件", "met when", gate.When);
        When("何时须经", "due when", gate.DueWhen);
        if (gate.WaivedBy >= 0) { Say("可由何行为免除", "waived by", ActId(gate.WaivedBy), text.Act(gate.WaivedBy)); }
        if (gate.LapsesWith >= 0) { Say("随何期限失效", "lapses with", edition.Limits[gate.LapsesWith].Id, text.Limit(gate.LapsesWith)); }
        Say("未经时", "when missing", gate.Missing.ToString(), gate.Missing == Missing.Refuse ? Both("不予准许", "refused") : Both("记为问题", "marked"));
        Basis(gate.Basis, gate.Further);
    }

    private void Tell(Link link)
    {
        Begin(Part.Link, link.Id, link.Title);
        Say("名称", "title", link.Title);
        Plain("开启程序", "opens", link.Opens ?? "（由经办人选择）");
        if (link.EachOf >= 0) { Say("每一位各开一件", "one for each", edition.Roles[link.EachOf].Id, text.Role(link.EachOf)); }
        Plain("带去", "carries", string.Join('，', link.Carries.Select(c => $"{c.To} ← {(c.Fact >= 0 ? edition.Facts[c.Fact].Id : edition.Roles[c.Role].Id)}").Order(StringComparer.Ordinal)));
        Flag("随主案终止", "a part", link.Part);
        if (link.WhenAllClosed >= 0) { Say("全部办结后", "when all are closed", ActId(link.WhenAllClosed), text.Act(link.WhenAllClosed)); }
        List("全部办结时起算", "starts when all are closed", link.Starts, l => edition.Limits[l].Id, text.Limit);
        List("全部办结时停止", "stops when all are closed", link.Stops, l => edition.Limits[l].Id, text.Limit);
    }

    private void Tell(SameMatter same) =>
        Say("同一事项", "same matter", $"{string.Join(' ', same.Facts.Select(f => edition.Facts[f].Id))} {string.Join(' ', same.Roles.Select(r => edition.Roles[r].Id))} {same.Among} {same.Within} {same.Then} {(same.Act < 0 ? "" : ActId(same.Act))}",
            EditionText.Joined(same.Facts.Select(text.Fact).Concat(same.Roles.Select(text.Role)).Append(same.Then switch
            {
                SameMatterThen.Merge => Both("并入在先的案件", "merged into the earlier case"),
                SameMatterThen.Act => Both($"在先的案件{text.Act(same.Act).Zh}", $"{text.Act(same.Act).En} in the earlier case"),
                _ => Both("不予准许", "refused"),
            })));

    private string ActId(int act) => edition.Acts[act].Id;

    private void Begin(Part part, string of, Title called) => (kind, id, title) = (part, of, called);

    private void Say(string zh, string en, Title value) => Say(zh, en, $"{value.Zh}|{value.En}", value);

    private void Say(string zh, string en, string key, Title value) => lines.Add(new EditionLine(kind, id, title, Both(zh, en), key, value));

    private void Plain(string zh, string en, string? value)
    {
        if (!string.IsNullOrEmpty(value)) { Say(zh, en, value, Both(value, value)); }
    }

    private void Word(string zh, string en, string? word, Func<string, Title> called)
    {
        if (!string.IsNullOrEmpty(word)) { Say(zh, en, word, called(word)); }
    }

    private void Flag(string zh, string en, bool value)
    {
        if (value) { Say(zh, en, "true", Both("是", "yes")); }
    }

    private void List(string zh, string en, ImmutableArray<int> items, Func<int, string> idOf, Func<int, Title> titleOf)
    {
        if (items.IsEmpty) { return; }
        Say(zh, en, string.Join(' ', items.Select(idOf).Order(StringComparer.Ordinal)), EditionText.Joined(items.Select(titleOf)));
    }

    private void When(string zh, string en, Condition? condition)
    {
        if (condition is not null) { Say(zh, en, new ConditionIds(edition).Of(condition), text.Condition(condition)); }
    }

    private void Doubt(string? doubt) => Plain("待核", "doubt", doubt);

    // The edition of a law is said once, above: an article that kept its number is the same article.
    private void Basis(Basis? first, ImmutableArray<Basis> further)
    {
        if (first is null) { return; }
        ImmutableArray<Basis> all = [first, .. further];
        Say("条文", "article", string.Join(' ', all.Select(b => $"{b.Law} {b.Article}")), EditionText.Joined(all.Select(b => Both($"{b.Law}{EditionText.Article(b).Zh}", $"{b.Law} {EditionText.Article(b).En}"))));
    }

    private static Title Both(string zh, string en) => new(zh, en);
}
