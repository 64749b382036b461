namespace Xiezhi.Web.Features.Shell;

/// <summary>How a clock stands, as people see it from across the room.</summary>
public enum Light
{
    /// <summary>◆ over, or stopped after its last day.</summary>
    Overdue,

    /// <summary>▲ running, and its last day is near.</summary>
    Near,

    /// <summary>● running with days left, or stopped in time.</summary>
    Normal,

    /// <summary>○ neither in time nor late.</summary>
    Idle,
}
