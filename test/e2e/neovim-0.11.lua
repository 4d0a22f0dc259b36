-- What the documented configuration uses of Neovim 0.11, for the older one that Debian has; nothing where it is there.
if vim.lsp.enable then return end

vim.g.do_filetype_lua = 1
local configs = {}
vim.lsp.config = function(name, config) configs[name] = config end

vim.lsp.enable = function(name)
  local config = configs[name]
  local id
  local function attached(client, buffer)
    client.exec_cmd = function(_, command) client.request('workspace/executeCommand', command, nil, buffer) end
    config.on_attach(client, buffer)
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = config.filetypes,
    callback = function()
      local root = vim.fn.getcwd()
      id = id or vim.lsp.start_client({ name = name, cmd = config.cmd, root_dir = root, on_attach = attached })
      vim.lsp.buf_attach_client(0, id)
    end,
  })
end

vim.lsp.completion = { enable = function() end }
vim.lsp.inlay_hint = { enable = function(is_on) vim.g.shows_hints = is_on end }
