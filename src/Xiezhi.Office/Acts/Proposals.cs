using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>The acts that wait for an approval, and the decisions on them. Nobody approves what he proposed himself.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class Proposals : IDisposable
{
    private readonly CityOffice office;
    /// <summary>One decision after the other: what is being approved is not declined meanwhile.</summary>
    private readonly SemaphoreSlim deciding = new(1);

    internal Proposals(CityOffice office) => this.office = office;

    /// <summary>What waits for the viewer's approval, the oldest first.</summary>
    public ImmutableArray<Proposal> WaitingFor(Viewer viewer) =>
        [.. office.Proposed.Waiting().Select(row => Before(viewer, row)).OfType<Known>().Select(k => k.Proposal)];

    /// <summary>What the viewer has proposed, the newest first.</summary>
    public ImmutableArray<Proposal> MadeBy(Account account) => [.. office.Proposed.By(account.Id).Select(Read).OfType<Known>().Select(k => k.Proposal)];

    /// <summary>A proposal that lies before the viewer, or that he made; null when there is none.</summary>
    public Proposal? Find(Viewer viewer, long id) => office.Proposed.Find(id) is { } row && Read(row) is { } known
        && (Lies(viewer, known) || IsOf(viewer, row) && (CaseErasure.GroundOf(row.Act) is not null || office.Gate.Look(viewer, known.Record) is not null)) ? known.Proposal : null;

    /// <summary>Approves a proposal: the act is done now, for whoever proposed it.</summary>
    public async Task<ProposalAnswer> ApproveAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await deciding.WaitAsync(ct);
        try
        {
            if (office.Proposed.Find(id) is not { } row || Before(viewer, row) is not { } known) { return new ProposalAnswer.NoSuchProposal(); }
            if (row.State != ProposalState.Waiting) { return new ProposalAnswer.Decided(row.State); }
            var approval = new Approval(office.Gate.ActsAs(viewer)!.Value, office.Now.Day);
            var outcome = CaseErasure.GroundOf(row.Act) is { } ground ? await office.Erasure.CarryOutAsync(known.Proposal, known.Proposer, viewer, ground)
                : await office.Acting.DoAsync(known.Proposer, known.Proposal.Input, approval, CancellationToken.None);
            if (outcome is ActOutcome.Done) { office.Proposed.Decide(id, ProposalState.Approved, NameOf(viewer), reason: null, known.CaseKey); }
            return new ProposalAnswer.Acted(outcome);
        }
        finally
        {
            deciding.Release();
        }
    }

    /// <summary>Declines a proposal.</summary>
    /// <param name="reason">For whoever proposed it.</param>
    public async Task<ProposalAnswer> DeclineAsync(Viewer viewer, long id, string reason, CancellationToken ct)
    {
        await deciding.WaitAsync(ct);
        try
        {
            if (office.Proposed.Find(id) is not { } row || Before(viewer, row) is not { } known) { return new ProposalAnswer.NoSuchProposal(); }
            if (row.State != ProposalState.Waiting) { return new ProposalAnswer.Decided(row.State); }
            office.Proposed.Decide(id, ProposalState.Declined, NameOf(viewer), reason, known.CaseKey);
            office.Papers.Release(row.AnswerKey);
            return new ProposalAnswer.Declined();
        }
        finally
        {
            deciding.Release();
        }
    }

    public void Dispose() => deciding.Dispose();

    /// <summary>Whether a proposal in the case waits for the viewer: then he may look at the case, though his organ has no part in it yet.</summary>
    internal bool LiesBefore(Viewer viewer, CaseRecord record) =>
        office.Proposed.OfCase(record.Id).Exists(row => row.State == ProposalState.Waiting && Read(row) is { } known && Lies(viewer, known));

    private Known? Before(Viewer viewer, ProposalRow row) => Read(row) is { } known && Lies(viewer, known) ? known : null;

    private bool Lies(Viewer viewer, Known known) => CaseErasure.GroundOf(known.Proposal.Act) is not null ? office.Erasure.MayConsent(viewer, known.Proposer)
        : office.Gate.ActsAs(known.Proposer) is { } proposer
        && office.Gate.MayApprove(viewer, known.Record, known.Proposal.Approver, proposer);

    private static string NameOf(Viewer viewer) => viewer is Viewer.SignedIn signed ? signed.Account.Id : "";

    private static bool IsOf(Viewer viewer, ProposalRow row) => viewer switch
    {
        Viewer.SignedIn signed => row.Proposer == signed.Account.Id,
        Viewer.Tracker tracker => row.Proposer.Length == 0 && row.Party == tracker.Party,
        _ => false,
    };

    /// <returns>Null when its case was erased, or its edition has no such act any more.</returns>
    private Known? Read(ProposalRow row)
    {
        if (office.Cases.Read(row.Case) is not { } record || office.Bodies.KeyOf(record) is not { } key || ProposalStore.InputOf(row, key) is not { } input) { return null; }
        var edition = record.Edition.Edition;
        var builtIn = BuiltInAct.Read(row.Act)?.TitleIn(edition) ?? (CaseErasure.GroundOf(row.Act) is { } ground ? office.Erasure.TitleOf(ground) : null);
        var act = edition.FindAct(row.Act);
        if (builtIn is null && act is not { ApprovedBy: >= 0 }) { return null; }
        Viewer proposer = row.Proposer.Length == 0 ? new Viewer.Tracker(row.Case, row.Party)
            : office.Accounts.Find(row.Proposer) is { } account ? new Viewer.SignedIn(account) : Viewer.Stranger.Instance;
        var proposal = new Proposal(row.Id, office.Cases.NumberOf(record), row.Case, edition, row.Act, builtIn ?? act!.Title, act?.Basis,
            act is null ? null : edition.Roles[act.ApprovedBy], row.Proposer, row.Made, input, row.State,
            row.Decider, row.Decided, ProposalStore.ReasonOf(row, key));
        return new Known(proposal, proposer, record, key);
    }

    private sealed record Known(Proposal Proposal, Viewer Proposer, CaseRecord Record, byte[] CaseKey);
}
