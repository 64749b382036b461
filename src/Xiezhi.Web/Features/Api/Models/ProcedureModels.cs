using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Features.Api.Models;

/// <param name="Items">In the order of the catalogue.</param>
internal sealed record ProcedureList(ImmutableArray<ProcedureBrief> Items);

/// <summary>A procedure in a list.</summary>
/// <param name="Id">As in addresses: <c>services/citizen-appeal</c>.</param>
/// <param name="Edition">First day in force of the edition.</param>
/// <param name="Editions">The first days of all editions, oldest first.</param>
/// <param name="OpenedBy">Acts that open a case, and which of them a party may do.</param>
internal sealed record ProcedureBrief(string Id, TextModel Title, DateOnly Edition, DateOnly? Until, ImmutableArray<DateOnly> Editions, ImmutableArray<OpeningModel> OpenedBy)
{
    public static ProcedureBrief Of(Edition edition, LawBook book) => new(edition.Procedure, TextModel.Of(edition.Title), edition.From, edition.To,
        [.. book.EditionsOf(edition.Procedure).Select(each => each.From)],
        [.. edition.Acts.Where(act => act.Opens).Select(act => new OpeningModel(act.Id, TextModel.Of(act.Title), act.By.Any(role => edition.Roles[role].Kind == RoleKind.Party)))]);
}

/// <param name="ByParty">Whether a party may open a case with it.</param>
internal sealed record OpeningModel(string Act, TextModel Title, bool ByParty);

/// <summary>An edition of a procedure, whole: what may be done by whom, in which time, on which article.</summary>
/// <param name="Series">The word in case numbers.</param>
/// <param name="Doubt">What is not yet verified; null when nothing is.</param>
internal sealed record ProcedureModel(string Id, DateOnly Edition, DateOnly? Until, TextModel Title, string Series, string? Doubt)
{
    public required ImmutableArray<LawModel> Laws { get; init; }
    public required ImmutableArray<RoleModel> Roles { get; init; }
    public required ImmutableArray<NamedModel> Stages { get; init; }
    public required ImmutableArray<NamedModel> Outcomes { get; init; }
    public required ImmutableArray<FactModel> Facts { get; init; }
    public required ImmutableArray<DocumentModel> Documents { get; init; }
    public required ImmutableArray<ActModel> Acts { get; init; }
    public required ImmutableArray<LimitModel> Limits { get; init; }

    public static ProcedureModel Of(Edition edition) => new(edition.Procedure, edition.From, edition.To, TextModel.Of(edition.Title), edition.Number.Series, edition.Doubt)
    {
        Laws = [.. edition.Laws.Select(law => new LawModel(law.Law, law.Edition, TextModel.Of(law.Title), law.Number))],
        Roles = [.. edition.Roles.Select(role => new RoleModel(role.Id, TextModel.Of(role.Title), Words.Id(role.Kind), role.Of >= 0 ? edition.Roles[role.Of].Id : null))],
        Stages = [.. edition.Stages.Select(stage => new NamedModel(stage.Id, TextModel.Of(stage.Title)))],
        Outcomes = [.. edition.Outcomes.Select(outcome => new NamedModel(outcome.Id, TextModel.Of(outcome.Title)))],
        Facts = [.. edition.Facts.Select(fact => FactModel.Of(fact, edition))],
        Documents = [.. edition.Documents.Select(document => new DocumentModel(document.Id, TextModel.Of(document.Title), document.Public, Ids(document.To, edition)))],
        Acts = [.. edition.Acts.Select(act => ActModel.Of(act, edition))],
        Limits = [.. edition.Limits.Select(limit => LimitModel.Of(limit, edition))],
    };

    internal static ImmutableArray<string> Ids(ImmutableArray<int> roles, Edition edition) => [.. roles.Select(role => edition.Roles[role].Id)];
}

/// <summary>Anything with an id and a title.</summary>
internal sealed record NamedModel(string Id, TextModel Title);

/// <summary>A law that a procedure cites.</summary>
internal sealed record LawModel(string Id, string Edition, TextModel Title, string Number);

/// <param name="Kind">party, organ or officer.</param>
/// <param name="Of">The organ role that an officer belongs to.</param>
internal sealed record RoleModel(string Id, TextModel Title, string Kind, string? Of);

/// <param name="Kind">yes-no, code, number, count, money, day, moment, length, text, organ, officer or item.</param>
/// <param name="Public">Whether leaves say it: private, public or coarse.</param>
/// <param name="Codes">What a code may be; empty for other kinds.</param>
/// <param name="For">Roles that see it; empty means every role of the case.</param>
internal sealed record FactModel(string Id, TextModel Title, string Kind, string Public, ImmutableArray<NamedModel> Codes, ImmutableArray<string> For)
{
    public static FactModel Of(Fact fact, Edition edition) => new(fact.Id, TextModel.Of(fact.Title), Words.Id(fact.Kind), Words.Id(fact.Publicity),
        fact.Codes is { } codes ? [.. codes.Codes.Select((code, i) => new NamedModel(code, TextModel.Of(codes.Titles[i])))] : [], ProcedureModel.Ids(fact.For, edition));
}

/// <param name="To">Roles on which it is served.</param>
internal sealed record DocumentModel(string Id, TextModel Title, bool Public, ImmutableArray<string> To);

/// <param name="By">Roles that may do it; empty for what the law does by itself.</param>
/// <param name="From">Stages from which; empty for an act that opens a case or is possible at any stage.</param>
/// <param name="To">The stage that it leads to; null when it stays or closes.</param>
/// <param name="Closes">Outcomes with which it closes the case.</param>
/// <param name="Takes">Facts that it must be given.</param>
/// <param name="ApprovedBy">The role whose approval it needs.</param>
internal sealed record ActModel(string Id, TextModel Title, ImmutableArray<string> By, bool Opens, bool FromAny, ImmutableArray<string> From, string? To, ImmutableArray<string> Closes,
    ImmutableArray<string> Takes, ImmutableArray<string> MayTake, ImmutableArray<string> Documents, ImmutableArray<string> MayAttach, string? ApprovedBy, ArticleModel? Article, string? Doubt)
{
    public static ActModel Of(Act act, Edition edition) => new(act.Id, TextModel.Of(act.Title), ProcedureModel.Ids(act.By, edition), act.Opens, act.FromAny,
        [.. act.From.Select(stage => edition.Stages[stage].Id)], act.To >= 0 ? edition.Stages[act.To].Id : null, [.. act.Closes.Select(outcome => edition.Outcomes[outcome].Id)],
        [.. act.Takes.Select(fact => edition.Facts[fact].Id)], [.. act.MayTake.Select(fact => edition.Facts[fact].Id)],
        [.. act.Documents.Select(document => edition.Documents[document].Id)], [.. act.MayAttach.Select(document => edition.Documents[document].Id)],
        act.ApprovedBy >= 0 ? edition.Roles[act.ApprovedBy].Id : null, ArticleModel.Of(act.Basis, edition), act.Doubt);
}

/// <param name="Kind">within, at-least, before, every or by-day.</param>
/// <param name="Length">Where it is one and the same for every case: 20 working-days; else null.</param>
/// <param name="Rank">statutory, promise or step.</param>
/// <param name="StartedBy">Acts that start it.</param>
/// <param name="StoppedBy">Acts that stop it.</param>
/// <param name="Binds">The role that must act in time.</param>
internal sealed record LimitModel(string Id, TextModel Title, string Kind, string? Length, string Rank, ImmutableArray<string> StartedBy, ImmutableArray<string> StoppedBy, string? Binds,
    ArticleModel? Article, string? Doubt)
{
    public static LimitModel Of(Limit limit, Edition edition) => new(limit.Id, TextModel.Of(limit.Title), Words.Id(limit.Kind),
        limit.Length is LengthRule.Constant constant ? constant.Length.ToString() : null, Words.Id(limit.Rank),
        [.. edition.Acts.Where(act => act.Starts.Contains(limit.Index)).Select(act => act.Id)], [.. edition.Acts.Where(act => act.Stops.Contains(limit.Index)).Select(act => act.Id)],
        limit.Binds >= 0 ? edition.Roles[limit.Binds].Id : null, ArticleModel.Of(limit.Basis, edition), limit.Doubt);
}

/// <summary>When a limit ends, with its working told by the code that computes it.</summary>
/// <param name="Length">Null where the law leaves it open and no city fills it; then there is no due day.</param>
/// <param name="Strict">The last day before it moves off a day of rest.</param>
/// <param name="Due">The last day on which the act is in time, until 24:00.</param>
/// <param name="Time">The minute, for lengths that are counted in minutes.</param>
/// <param name="Provisional">Reckoned over a year whose holiday notice is not known.</param>
internal sealed record DueModel(string Procedure, DateOnly Edition, string Limit, TextModel Title, string? Length, DateOnly? Strict, DateOnly? Due, string? Time, bool Provisional,
    ArticleModel? Article, ImmutableArray<TextModel> Working);
