using System.Reflection;

namespace Xiezhi.Replay.Tests;

/// <summary>What the replay may know.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_replay_knows_neither_the_reports_nor_the_ledger()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([typeof(Replayer).Assembly]);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var known in assembly.GetReferencedAssemblies())
            {
                if (known.Name!.StartsWith("Xiezhi.", StringComparison.Ordinal) && seen.Add(known.Name)) { open.Enqueue(Assembly.Load(known)); }
            }
        }

        Assert.Equal(["Xiezhi.Catalogue", "Xiezhi.Law"], seen.Order(StringComparer.Ordinal));
    }
}
