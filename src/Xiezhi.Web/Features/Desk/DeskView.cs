using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Desk;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Features.Desk;

/// <param name="Organ">The viewer's own.</param>
/// <param name="Waiting">How many proposals wait for the viewer's approval.</param>
public sealed record DeskView(DeskFilter Filter, DocketPage Page, Account Account, Organ? Organ, int Waiting)
{
    public const int PageSize = 50;

    /// <summary>Whether some case lies on this desk that may be moved to a later edition.</summary>
    public bool Movable { get; init; }

    /// <summary>Whether the content of cases may be erased from this desk.</summary>
    public bool MayErase { get; init; }

    public bool MayAct => Account.Role is AccountRole.Officer or AccountRole.Head;

    /// <summary>The page after this one; null when there is none.</summary>
    public DeskFilter? Next => Page.Rows.Length == PageSize && Page.Rows[^1] is var last ? Filter with { After = new DocketPlace(last.Due, last.Id) } : null;

    /// <summary>Acts of the cases shown that an organ does without filling in anything: these may be done for several cases at once.</summary>
    public IEnumerable<Act> Bulk => !MayAct ? [] : Page.Rows.Where(row => row.Stage >= 0)
        .SelectMany(row => row.Edition.Acts.Where(act => IsPlain(row.Edition, act) && act.From.Contains(row.Stage))).DistinctBy(act => (act.Id, act.Title));

    private static bool IsPlain(Edition edition, Act act) =>
        !act.Opens && act.By.Any(role => edition.Roles[role].Kind != RoleKind.Party) && act.Takes.IsEmpty && act.Names.IsEmpty && act.Documents.IsEmpty && act.Ground < 0
        && act.Closes.IsEmpty && act.ApprovedBy < 0 && act.Officers == 1;
}

/// <summary>What became of one act in several cases.</summary>
public sealed record BulkView(string Act, ImmutableArray<BulkRow> Rows, string Back);

/// <param name="Title">Of the act in this case.</param>
public sealed record BulkRow(CaseNumber Number, Title Title, Edition? Edition, ActOutcome Outcome);

/// <param name="Waiting">For the viewer's approval, the oldest first.</param>
/// <param name="Mine">What he proposed himself, the newest first.</param>
public sealed record ProposalsView(ImmutableArray<ProposalRow> Waiting, ImmutableArray<Proposal> Mine)
{
    public string? Notice { get; init; }
    public string? Trouble { get; init; }
    /// <summary>What stands in the way of an approval, where it is no law of a procedure.</summary>
    public Title? Obstacle { get; init; }
    public Law.Cases.Decision.Refused? Refusal { get; init; }
    public Edition? Refusing { get; init; }
}

/// <param name="By">Name of whoever proposed it; null for a party.</param>
public sealed record ProposalRow(Proposal Proposal, string? By, ActForm? Form);

/// <param name="Organs">Those whose registers the viewer may read.</param>
public sealed record ListsView(CaseListQuery Query, CaseListPage Page, ImmutableArray<Organ> Organs, ImmutableArray<string> Procedures, ImmutableArray<int> Years);
