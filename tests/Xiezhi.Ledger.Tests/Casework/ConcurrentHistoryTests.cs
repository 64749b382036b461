using CsCheck;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Entry = Xiezhi.Law.Cases.Entry;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Histories of many callers at once, compared with a model that does one thing after the other.</summary>
public sealed class ConcurrentHistoryTests : IAsyncLifetime
{
    private const int Cases = 3;
    private static readonly DateOnly Monday = InformationRequests.Monday;

    private static readonly ActRequest[] Requests =
    [
        InformationRequests.AskThirdParty(77, Monday), InformationRequests.AskCoAuthor(Monday), InformationRequests.Extend(Monday),
        InformationRequests.AskForCorrection(Monday, Monday.AddDays(10)), InformationRequests.Correct(1, Monday), InformationRequests.Answer(Monday),
        InformationRequests.Withdraw(1, Monday), InformationRequests.Withdraw(99, Monday),
    ];

    /// <param name="Key">Few keys, so that callers meet under one now and then.</param>
    /// <param name="Looks">Whether the caller says what he saw last.</param>
    private sealed record Step(int Case, int Request, int Key, bool Looks);

    private static readonly Gen<Step> AStep =
        Gen.Select(Gen.Int[0, Cases - 1], Gen.Int[0, Requests.Length - 1], Gen.Int[0, 24], Gen.Bool, (c, r, k, l) => new Step(c, r, k, l));

    private static readonly Gen<Step[][]> Histories = AStep.Array[2, 12].Array[2, 5];

    private readonly TemporaryFolder temporary = new();
    private LiveCity city = null!;
    private int history;

    public ValueTask InitializeAsync()
    {
        city = LiveCity.Open(temporary["city"]);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await city.DisposeAsync();
        temporary.Dispose();
    }

    [Fact]
    public void Every_answer_is_one_that_a_single_queue_could_have_given_and_every_case_holds_what_was_answered() =>
        Histories.Sample(callers => Check(Play(callers).GetAwaiter().GetResult()), iter: 40, threads: 1);

    private sealed record Told(int Caller, ActSubmission Asked, ActAnswer Answer);

    private async Task<IReadOnlyList<Told>> Play(Step[][] callers)
    {
        var number = ++history;
        var opened = new CaseId[Cases];
        for (var i = 0; i < Cases; i++)
        {
            var opening = new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(1, "资料", Monday), $"{number} open {i}");
            opened[i] = Assert.IsType<ActAnswer.Recorded>(await city.Ask(opening)).Case;
        }

        var told = await Task.WhenAll(callers.Select((steps, caller) => Task.Run(() => Call(caller, steps, opened, number))));
        return [.. told.SelectMany(t => t)];
    }

    private async Task<List<Told>> Call(int caller, Step[] steps, CaseId[] opened, int number)
    {
        var seen = Enumerable.Repeat(1, Cases).ToArray();
        var told = new List<Told>();
        foreach (var step in steps)
        {
            var asked = new ActSubmission(opened[step.Case], null, Requests[step.Request], $"{number} key {step.Key}", step.Looks ? seen[step.Case] : null);
            var answer = await city.Ask(asked);
            told.Add(new Told(caller, asked, answer));
            if (answer is ActAnswer.Recorded { Repeated: false } && step.Looks) { seen[step.Case]++; }
            if (answer is ActAnswer.Conflict conflict) { seen[step.Case] = conflict.Now; }
        }

        return told;
    }

    private void Check(IReadOnlyList<Told> history)
    {
        var recorded = history.Where(t => t.Answer is ActAnswer.Recorded { Repeated: false }).OrderBy(LeafOf).ToList();
        Assert.Equal(recorded.Count, recorded.Select(LeafOf).Distinct().Count());
        Assert.Equal(recorded.Count, recorded.Select(t => t.Asked.Key).Distinct().Count());
        // Each caller waited for his answer before he went on, so his acts lie in the log in his order.
        foreach (var caller in history.Where(t => t.Answer is ActAnswer.Recorded { Repeated: false }).GroupBy(t => t.Caller))
        {
            Assert.Equal(caller.Select(LeafOf).Order(), caller.Select(LeafOf));
        }

        var states = new Dictionary<CaseId, List<CaseState>>();
        foreach (var acts in history.GroupBy(t => t.Asked.Case!.Value))
        {
            states[acts.Key] = Sequentially(acts.Key, [.. recorded.Where(r => r.Asked.Case == acts.Key)]);
        }
        foreach (var told in history) { Assert.True(Fits(told, states[told.Asked.Case!.Value], recorded), $"{told}"); }
    }

    /// <summary>The states that the case went through when its recorded acts are decided one after the other; the log and the row say the same.</summary>
    private List<CaseState> Sequentially(CaseId id, List<Told> recorded)
    {
        var row = Row(id);
        Assert.Equal([row.Places[0], .. recorded.Select(LeafOf)], row.Places);
        var states = new List<CaseState>();
        CaseState? state = null;
        foreach (var request in recorded.Select(r => r.Asked.Request).Prepend(InformationRequests.Receive(1, "资料", Monday)))
        {
            var accepted = Assert.IsType<Decision.Accepted>(Decide(state, request));
            Assert.Equal(Bytes(Assert.Single(accepted.Entries)), Bytes(EntryAt(row, states.Count)));
            states.Add(state = accepted.Case);
        }

        Assert.Equal(Bytes(state!), Bytes(row.State));
        return states;
    }

    private static bool Fits(Told told, List<CaseState> states, List<Told> recorded)
    {
        var first = recorded.Find(r => r.Asked.Key == told.Asked.Key);
        var same = first is not null && first.Asked.Case == told.Asked.Case && first.Asked.Request == told.Asked.Request;
        return told.Answer switch
        {
            ActAnswer.Recorded { Repeated: false } => told.Asked.Seen is not { } seen
                || states.FindIndex(s => s.Entries == seen) == recorded.FindAll(r => r.Asked.Case == told.Asked.Case).IndexOf(told),
            ActAnswer.Recorded again => same && again.Leaf == LeafOf(first!) && again.Case == told.Asked.Case,
            ActAnswer.KeyReused reused => first is not null && !same && reused.Leaf == LeafOf(first),
            ActAnswer.Conflict conflict =>
                conflict.Seen == told.Asked.Seen && conflict.Now != conflict.Seen && conflict.Now >= 1 && conflict.Now <= states.Count,
            ActAnswer.Refused refused => states.Exists(s => Decide(s, told.Asked.Request) is Decision.Refused no && no == refused.Why),
            _ => false,
        };
    }

    private static Decision Decide(CaseState? state, ActRequest request) =>
        Law.Cases.Decide.On(InformationRequests.Edition, state, request, RealLaw.Book.Calendar, RealLaw.Book.City);

    private static long LeafOf(Told told) => ((ActAnswer.Recorded)told.Answer).Leaf;

    private static byte[] Bytes(CaseState state)
    {
        var bytes = new byte[4096];
        return bytes[..CaseCodec.Write(state, bytes)];
    }

    private static byte[] Bytes(Entry entry)
    {
        var bytes = new byte[4096];
        return bytes[..BodyCodec.Write(InformationRequests.Edition, entry, bytes)];
    }

    private Entry EntryAt(CaseRecord row, int place)
    {
        var leaf = ActLeaf.Read(city.Ledger.Store.ReadLeaf(row.Places[place]));
        Assert.Equal((place + 1, row.Id.Ordinal), (leaf.Number, leaf.Ordinal));
        byte[] key = new byte[CaseKeys.KeyLength], seal = city.Ledger.Store.ReadBody(row.Places[place]), body = new byte[seal.Length - BodySeal.Overhead];
        Assert.True(city.Ledger.Folder.Keys.Read(row.KeySlot, key));
        Assert.True(BodySeal.Open(key, leaf.Number, leaf.Commitment, seal, body));
        return BodyCodec.Read(InformationRequests.Edition, leaf.Number, body);
    }

    private CaseRecord Row(CaseId id)
    {
        using var bytes = new PooledBuffer();
        Assert.True(city.Ledger.Store.ReadCase(id, bytes, out _));
        return CaseRecord.Read(id, city.Ledger.Store.Registers().Single(r => r.Id == id.Register), bytes.Written, city.Ledger.Dictionary);
    }
}
