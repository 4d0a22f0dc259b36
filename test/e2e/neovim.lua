-- Drives Neovim for neovim.test.ts: waits for the server, asks what a person would ask, writes the answers as JSON.
local answers = {}

local function ask(method, params)
  local replies = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, reply in pairs(replies) do
    return reply.result
  end
end

local function at(line, character)
  local textDocument = { uri = vim.uri_from_bufnr(0) }
  return { textDocument = textDocument, position = { line = line, character = character } }
end

local function diagnostics()
  return vim.tbl_map(function(found)
    return { line = found.lnum, column = found.col, message = found.message, code = found.code }
  end, vim.diagnostic.get(0))
end

local ok, problem = pcall(function()
  answers.filetype = vim.bo.filetype
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  answers.diagnostics = diagnostics()
  local completion = ask('textDocument/completion', at(1, 10))
  answers.labels = vim.tbl_map(function(item) return item.label end, completion.items)
  answers.hover = ask('textDocument/hover', at(2, 5)).contents.value

  -- As a person mends it: the problem goes away.
  vim.api.nvim_buf_set_lines(0, 1, 2, true, { '  - kind: latency # é' })
  vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 50)
  answers.mended = diagnostics()

  local edits = ask('textDocument/formatting', {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    options = { tabSize = 2, insertSpaces = true },
  })
  vim.lsp.util.apply_text_edits(edits, 0, 'utf-16')
  answers.text = vim.api.nvim_buf_get_lines(0, 0, -1, true)

  vim.cmd('edit! simulated.monitor.yaml')
  local line = vim.api.nvim_buf_line_count(0)
  local all = { start = { line = 0, character = 0 }, ['end'] = { line = line, character = 0 } }
  vim.wait(20000, function() return vim.fn.exists(':DriftscopeSimulate') == 2 end, 50)
  vim.cmd('DriftscopeSimulate')
  vim.wait(20000, function()
    answers.hints = ask('textDocument/inlayHint', { textDocument = at(0, 0).textDocument, range = all })
    return #answers.hints > 0
  end, 50)

  answers.filetypes = {}
  for _, name in ipairs(vim.fn.json_decode(vim.env.NAMES)) do
    vim.cmd('edit! ' .. name)
    answers.filetypes[name] = vim.bo.filetype
  end
end)
if not ok then answers.problem = tostring(problem) end

vim.fn.writefile({ vim.fn.json_encode(answers) }, vim.env.ANSWERS)
vim.cmd('qa!')
