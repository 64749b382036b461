using Xiezhi.Law.Cases;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>What the thread that decides is asked for, and where the answer goes.</summary>
internal abstract class Asked
{
    private readonly TaskCompletionSource<ActAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Asked() { }

    public Task<ActAnswer> Answered => answer.Task;

    /// <summary>What will be answered once the group is on the disk; null while nothing is decided.</summary>
    public ActAnswer? Decided { get; set; }

    public void Tell() => answer.SetResult(Decided!);

    public void Fail(Exception why) => answer.SetException(why);

    public sealed class Act(ActSubmission submission) : Asked
    {
        public ActSubmission Submission { get; } = submission;
        /// <summary>The first half of the key's hash.</summary>
        public UInt128 Key { get; } = ActSubmission.HashOf(submission.Key);
        /// <summary>The first half of the request's hash.</summary>
        public UInt128 Request { get; } = RequestHash.Of(submission);
    }

    /// <summary>Leaves that are nobody's case: figures are published, behind the people that they count.</summary>
    public sealed class Publication(PublicationLeaf leaf, IReadOnlyList<PersonsLeaf> persons) : Asked
    {
        public IReadOnlyList<byte[]> Persons { get; } = [.. persons.Select(p => p.ToBytes())];
        public byte[] Leaf { get; } = leaf.ToBytes();
    }

    /// <summary>The content of one case is erased.</summary>
    public sealed class Erasure(CaseId @case, ErasureLeaf leaf, bool again) : Asked
    {
        public CaseId Case { get; } = @case;
        /// <summary>A later log says so: the case is erased wherever it stands here.</summary>
        public bool Again { get; } = again;
        public byte[] Leaf { get; } = leaf.ToBytes();
    }

    /// <summary>The move of one case into the edition that takes cases of its own over.</summary>
    public sealed class Move(CaseId @case, DateOnly today) : Asked
    {
        public CaseId Case { get; } = @case;
        public DateOnly Today { get; } = today;
    }

    /// <summary>The expiries of one case.</summary>
    public sealed class Sweep(CaseId @case, Moment now) : Asked
    {
        public CaseId Case { get; } = @case;
        public Moment Now { get; } = now;
    }
}

/// <summary>Those who are answered together, when what was decided for them is on the disk.</summary>
internal sealed class LiveGroup
{
    public List<Asked> Asked { get; } = [];

    /// <summary>What is to be committed; null when nothing is.</summary>
    public PreparedGroup? Prepared { get; set; }

    /// <summary>Index in the log of the first entry, and the size of the log after the last.</summary>
    public long First { get; set; }
    public long Size { get; set; }

    /// <summary>The changed cases, for those who follow.</summary>
    public List<CommittedCase> Changed { get; } = [];

    /// <summary>Slots of the keys that are to be destroyed once the group is on the disk.</summary>
    public List<long> Erased { get; } = [];

    /// <summary>What was answered in this group, by key.</summary>
    public Dictionary<UInt128, Answer> Answers { get; } = [];

    public void Tell()
    {
        foreach (var asked in Asked) { asked.Tell(); }
    }

    public void Fail(Exception why)
    {
        foreach (var asked in Asked) { asked.Fail(why); }
    }
}
