using Microsoft.Playwright;

namespace OutreachSilo.Live;

/// <summary>Stands between a page and the hub, and can cut every line between them, whichever transport it takes.</summary>
internal sealed class CutLine
{
    private const string Hub = "**/hubs/live**";

    private readonly List<IWebSocketRoute> lines = [];
    private readonly Window window;
    private volatile bool cut;

    private CutLine(Window window) => this.window = window;

    public static async Task<CutLine> Of(Window window)
    {
        var line = new CutLine(window);
        await window.Page.RouteAsync(Hub, request => line.cut ? request.AbortAsync() : request.ContinueAsync());
        await window.Page.RouteWebSocketAsync(Hub, line.Pass);
        return line;
    }

    /// <summary>Ends the connection and every new one.</summary>
    public async Task Cut()
    {
        (cut, window.ExpectsLostRequests) = (true, true);
        foreach (var socket in lines) await socket.CloseAsync();
        lines.Clear();
    }

    public void Mend() => cut = false;

    private void Pass(IWebSocketRoute socket)
    {
        if (cut)
        {
            _ = socket.CloseAsync();
            return;
        }

        lines.Add(socket);
        socket.ConnectToServer();
    }
}
