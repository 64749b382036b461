using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
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
        && (Lies(viewer, known) || IsOf(viewer, row) && (known.Record is not { } record || CaseErasure.GroundOf(row.Act) is not null || office.Gate.Look(viewer, record) is not null)) ? known.Proposal : null;

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
            if (outcome is not ActOutcome.Done done) { return new ProposalAnswer.Acted(outcome); }
            if (row.OwnKey is null || !office.Acting.Opened(row, done.Case, NameOf(viewer))) { office.Proposed.Decide(id, ProposalState.Approved, NameOf(viewer), reason: null, known.Key); }
            // The code is for the party that opens the case, not for whoever lets it be opened.
            return new ProposalAnswer.Acted(done with { Code = null });
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
            office.Proposed.Decide(id, ProposalState.Declined, NameOf(viewer), reason, known.Key);
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

    private bool Lies(Viewer viewer, Known known)
    {
        if (CaseErasure.GroundOf(known.Proposal.Act) is not null) { return office.Erasure.MayConsent(viewer, known.Proposer); }
        if (office.Gate.ActsAs(known.Proposer) is not { } proposer) { return false; }
        if (known.Record is { } record) { return office.Gate.MayApprove(viewer, record, known.Proposal.Approver, proposer); }
        // Whether he may let it be opened, the case that it would be tells.
        return office.Gate.MayApprove(viewer, proposer) is { } approver
            && office.Acting.Supposed(known.Proposer, known.Proposal.Input, approver) is { } supposed && office.Gate.IsConcerned(approver, supposed);
    }

    private static string NameOf(Viewer viewer) => viewer is Viewer.SignedIn signed ? signed.Account.Id : "";

    private static bool IsOf(Viewer viewer, ProposalRow row) => viewer switch
    {
        Viewer.SignedIn signed => row.Proposer == signed.Account.Id,
        Viewer.Tracker tracker => row.Proposer.Length == 0 && row.Party == tracker.Party,
        _ => false,
    };

    /// <returns>Null when its case was erased, or its edition has no such act any more.</returns>
    private Known? Read(ProposalRow row) => row.Case is { } id
        ? office.Cases.Read(id) is { } record && office.Bodies.KeyOf(record) is { } key && ProposalStore.InputOf(row, key) is { } input ? Read(row, record, record.Edition.Edition, input, key) : null
        : row.OwnKey is { } own && ProposalStore.InputOf(row, own) is { } opening && EditionOf(opening) is { } edition ? Read(row, null, edition, opening, own) : null;

    private Known? Read(ProposalRow row, CaseRecord? record, Edition edition, ActInput input, byte[] key)
    {
        var builtIn = BuiltInAct.Read(row.Act)?.TitleIn(edition) ?? (CaseErasure.GroundOf(row.Act) is { } ground ? office.Erasure.TitleOf(ground) : null);
        var act = edition.FindAct(row.Act);
        if (builtIn is null && act is not { ApprovedBy: >= 0 }) { return null; }
        Viewer proposer = row.Proposer.Length == 0 && row.Case is { } followed ? new Viewer.Tracker(followed, row.Party)
            : office.Accounts.Find(row.Proposer) is { } account ? new Viewer.SignedIn(account) : Viewer.Stranger.Instance;
        var proposal = new Proposal(row.Id, record is null ? null : office.Cases.NumberOf(record), row.Case, edition, row.Act, builtIn ?? act!.Title, act?.Basis,
            act is null ? null : edition.Roles[act.ApprovedBy], row.Proposer, row.Made, input, row.State,
            row.Decider, row.Decided, ProposalStore.ReasonOf(row, key));
        return new Known(proposal, proposer, record, key);
    }

    // What opens a case does so when it is approved, under the edition of that day.
    private Edition? EditionOf(ActInput opening) => office.Book.Procedures.FirstOrDefault(p => p == opening.Procedure || p.EndsWith($"/{opening.Procedure}", StringComparison.Ordinal)) is { } address
        ? office.Book.InForce(address, office.Today) : null;

    /// <param name="Record">Null while the case is still to be opened.</param>
    /// <param name="Key">The case's, or the proposal's own.</param>
    private sealed record Known(Proposal Proposal, Viewer Proposer, CaseRecord? Record, byte[] Key);
}
