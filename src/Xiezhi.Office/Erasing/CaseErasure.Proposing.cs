using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Erasing;

/// <summary>An erasure that one officer asks for and the head consents to later: a proposal like any other, under the act <c>erase:</c> and the id of the ground. What was asked lies under the
/// key of the case, and is gone with it.</summary>
public sealed partial class CaseErasure
{
    /// <summary>Before the id of the ground.</summary>
    public const string Act = "erase:";

    /// <summary>The id of the ground; null when the act is another.</summary>
    internal static string? GroundOf(string act) => act.StartsWith(Act, StringComparison.Ordinal) ? act[Act.Length..] : null;

    /// <summary>What is asked for, in words.</summary>
    internal Title TitleOf(string ground) => Rules.Ground(ground) is { } known ? new Title($"删除内容：{known.Title.Zh}", $"Erase the content: {known.Title.En}") : new Title("删除内容", "Erase the content");

    /// <summary>Whether the viewer may ask for an erasure at all.</summary>
    public bool MayPropose(Viewer viewer) => viewer is Viewer.SignedIn { Account: var account } && WhyNot(account) is null;

    /// <summary>Whether the viewer may consent to what another asks for.</summary>
    internal bool MayConsent(Viewer viewer, Viewer proposer) =>
        viewer is Viewer.SignedIn { Account: var approver } && proposer is Viewer.SignedIn { Account: var by } && WhyNot(by) is null && WhyNot(by, approver) is null;

    /// <summary>Keeps an erasure that waits for the consent.</summary>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    internal ActOutcome Propose(Viewer viewer, ActInput input, string ground)
    {
        if (viewer is not Viewer.SignedIn { Account: var by } || WhyNot(by) is not null)
        {
            // Whoever may not erase learns no more of the case than he sees anyhow.
            return office.Cases.Find(input.Case!) is { } seen && office.Cases.Read(seen) is { } there && office.Gate.Look(viewer, there) is not null ? new ActOutcome.NotYours() : new ActOutcome.NoSuchCase();
        }

        if (office.Cases.Find(input.Case!) is not { } id || office.Cases.Read(id) is not { } record) { return new ActOutcome.NoSuchCase(); }
        if (WhyNot(ground) is { } unknown) { return Wrong(unknown); }
        if (office.Bodies.KeyOf(record) is not { } caseKey) { return new ActOutcome.Erased(); }
        if (WhyNot(record) is { } standing) { return Wrong(standing); }
        var key = $"account {by.Id}\n{input.Key}";
        var (answer, fingerprint) = (ActSubmission.HashOf(key), ActSubmission.HashOf(key, $"{record.Id}\n{input.Act}"));
        if (office.Ledger.Store.ReadAnswer(answer) is { } other) { return new ActOutcome.KeyReused(other.Leaf); }
        var kept = office.Proposed.Keep(answer, fingerprint, (record.Id, caseKey), input.Act, viewer, new ActInput { Case = input.Case, Act = input.Act, Key = input.Key });
        return kept.Asked == fingerprint ? new ActOutcome.Waits(kept.Id) : new ActOutcome.KeyReused(0);
    }

    /// <summary>Erases what was proposed, with the consent of the viewer, who may give it.</summary>
    /// <exception cref="LedgerException">A commit failed.</exception>
    internal async Task<ActOutcome> CarryOutAsync(Proposal proposal, Viewer proposer, Viewer viewer, string ground)
    {
        // What is erased is there: only an act that opens a case is proposed before there is one.
        var (number, id) = (proposal.Number!.Value, proposal.Case!.Value);
        return await EraseAsync(((Viewer.SignedIn)proposer).Account, ((Viewer.SignedIn)viewer).Account, number.ToString(), ground, CancellationToken.None) switch
        {
            ErasureOutcome.Done done => new ActOutcome.Done(number, id, done.Place, Repeated: false, Code: null),
            ErasureOutcome.Refused refused => Wrong(refused.Words),
            var other => throw new InvalidOperationException($"An erasure ended as {other.GetType().Name}."),
        };
    }

    private static ActOutcome.Unreadable Wrong(Title words) => new([new InputProblem(FieldName.Act, words)]);
}
