using CsCheck;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Desk;

namespace Xiezhi.Office.Tests.Desk;

public sealed class SortedCasesTests
{
    private static readonly Gen<(bool Adds, int Due, int Ordinal)[]> Changes = Gen.Select(Gen.Frequency((3, Gen.Const(true)), (2, Gen.Const(false))), Gen.Int[1, 40], Gen.Int[1, 60]).Array[0, 3000];

    [Fact]
    public void Whatever_was_added_and_removed_the_rest_lies_in_order() => Changes.Sample(changes =>
    {
        var cases = new SortedCases();
        var model = new SortedDictionary<(int Due, long Id), OpenCase>();
        foreach (var (adds, due, ordinal) in changes)
        {
            var one = new OpenCase(due, CaseId.Of(1, ordinal), 0, 1, 2024, 0, 0, 1, [1]);
            if (adds && model.TryAdd((due, one.Id.Value), one)) { cases.Add(one); }
            if (!adds)
            {
                cases.Remove(one);
                model.Remove((due, one.Id.Value));
            }
        }

        var listed = Enumerable.Range(0, cases.Blocks).SelectMany(b => cases.Block(b).ToArray()).ToList();
        return cases.Count == model.Count && listed.SequenceEqual(model.Values);
    }, iter: 60);
}
