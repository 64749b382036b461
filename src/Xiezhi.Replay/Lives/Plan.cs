namespace Xiezhi.Replay.Lives;

/// <summary>One case that will be: all else about it follows from these by its procedure's workload.</summary>
/// <param name="Key">What its draws come from; follows from seed, procedure and plan.</param>
/// <param name="Row">Its row of the deck, or 0.</param>
/// <param name="Day">Day on which it opens, counted as in the timetable.</param>
internal readonly record struct Plan(ulong Key, Life Life, int Row, int Day);
