using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>Hears each step of a reckoning from the code that computes it.</summary>
/// <remarks>A struct, so that the compiler writes the reckoning once for each narrator and leaves out what nobody hears.</remarks>
public interface INarrator
{
    /// <summary>False leaves the telling out of the compiled reckoning.</summary>
    static abstract bool Listens { get; }

    void Tell(Step step);
}

/// <summary>Hears nothing and costs nothing.</summary>
public readonly struct Silence : INarrator
{
    public static bool Listens => false;

    public void Tell(Step step)
    {
    }
}

/// <summary>Keeps every step: the working of a due day.</summary>
public readonly struct Derivation() : INarrator
{
    private readonly ImmutableArray<Step>.Builder steps = ImmutableArray.CreateBuilder<Step>();

    public static bool Listens => true;

    /// <summary>What was told, in order; the result comes last, but for the note that it is provisional.</summary>
    public ImmutableArray<Step> Steps => steps.ToImmutable();

    public void Tell(Step step) => steps.Add(step);
}
